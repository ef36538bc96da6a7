import { presetSlug } from '../spec/preset-slugs.ts';
import { presetOf, presetSpec } from '../spec/presets.ts';
import type { Spec } from '../spec/spec.ts';

/** What is to be embedded, and from where. */
export interface Embedded {
  /** The playground's folder, with its last slash. */
  base: string;
  /** Parameters of the embed's address, by name. */
  parameters: Readonly<Record<string, string>>;
  /** The experiment as a link carries it, from `#` on; empty where the parameters say all. */
  link: string;
}

/** Text for an author to paste. */
export interface Snippet {
  id: string;
  label: string;
  /** What it needs, in a sentence; empty for nothing. */
  note: string;
  text: string;
}

/** CSS pixels of a frame that cannot follow the playground's own height. */
const HEIGHT = 640;
const PACKAGE = 'autoencoder-playground-embed';

/** The shortest words for an experiment: a preset's name and the seed, or else the whole of it. */
export function embeddedOf(base: string, spec: Spec, link: string): Embedded {
  const kind = presetOf(spec);
  if (!kind || JSON.stringify(presetSpec(kind, spec.seed)) !== JSON.stringify(spec)) {
    return { base, parameters: {}, link };
  }
  const seed: Record<string, string> = spec.seed === 1 ? {} : { seed: String(spec.seed) };
  return { base, parameters: { preset: presetSlug(kind), ...seed }, link: '' };
}

/** What an author pastes, for every kind of page. */
export function writeSnippets(embedded: Embedded): Snippet[] {
  const { base, parameters, link } = embedded;
  const address = addressOf(embedded);
  const attributes = Object.entries({ ...parameters, ...(link && { link }) });
  return [
    { id: 'html', label: 'HTML', note: '', text: html(base, attributes) },
    {
      id: 'iframe',
      label: 'Markdown, Moodle',
      note: 'Where scripts are not allowed: the height stays as it is.',
      text: iframe(address),
    },
    { id: 'address', label: 'Notion', note: 'Paste it and choose Embed.', text: address },
    {
      id: 'react',
      label: 'React, MDX',
      note: `Install the package in ${base}sdk/ first.`,
      text: react(base, attributes),
    },
    { id: 'jupyter', label: 'Jupyter', note: '', text: jupyter(address) },
    {
      id: 'anywidget',
      label: 'Jupyter, with anywidget',
      note: 'playground.metrics follows the training.',
      text: anywidget(base, attributes),
    },
    {
      id: 'quarto',
      label: 'Quarto',
      note: `Once, put both files of ${base}quarto/_extensions/autoencoder-playground/ into the same folder of your project.`,
      text: quarto(base, attributes),
    },
  ];
}

type Attribute = readonly [name: string, value: string];

/** The embed's own address. */
function addressOf({ base, parameters, link }: Embedded): string {
  const query = new URLSearchParams(parameters).toString();
  return `${base}embed.html${query && `?${query}`}${link}`;
}

function html(base: string, attributes: Attribute[]): string {
  return `<script type="module" src="${escapeHtml(`${base}embed.js`)}"></script>
<autoencoder-playground${written(attributes)}></autoencoder-playground>`;
}

function iframe(address: string): string {
  return `<iframe src="${escapeHtml(address)}" title="Autoencoder playground" width="100%" height="${HEIGHT}" style="border: 0" loading="lazy" allow="cross-origin-isolated; clipboard-write; fullscreen"></iframe>`;
}

// A JSX string takes HTML's entities, and no backslashes.
function react(base: string, attributes: Attribute[]): string {
  return `import { AutoencoderPlayground } from '${PACKAGE}/react';

<AutoencoderPlayground${written([['src', base], ...attributes])} />`;
}

function jupyter(address: string): string {
  return `from IPython.display import IFrame

IFrame(${python(address)}, width="100%", height=${HEIGHT})`;
}

function anywidget(base: string, attributes: Attribute[]): string {
  const traits = attributes.map(
    ([name, value]) => `    ${name} = traitlets.Unicode(${python(value)}).tag(sync=True)\n`,
  );
  return `# %pip install anywidget
import anywidget
import traitlets


class AutoencoderPlayground(anywidget.AnyWidget):
    _esm = ${python(`${base}anywidget.js`)}
${traits.join('')}    state = traitlets.Dict().tag(sync=True)
    metrics = traitlets.Dict().tag(sync=True)


playground = AutoencoderPlayground()
playground`;
}

function quarto(base: string, attributes: Attribute[]): string {
  // Quarto's strings have no escapes, and no parameter's value has one of these.
  const text = ([['src', base], ...attributes] as Attribute[]).map(
    ([name, value]) => ` ${name}="${value.replace(/["<>{}\\\s]/g, '')}"`,
  );
  return `{{< autoencoder-playground${text.join('')} >}}`;
}

function written(attributes: Attribute[]): string {
  return attributes.map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** JSON's strings are Python's as well. */
function python(text: string): string {
  return JSON.stringify(text);
}
