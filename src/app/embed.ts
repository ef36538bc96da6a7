import { awaitHost } from '../embed/connection.ts';
import { embeddedSpec } from '../embed/embedded-spec.ts';
import { writeLink } from '../embed/link.ts';
import { readParameters } from '../embed/parameters.ts';
import { readHash } from '../embed/read-hash.ts';
import { whenInSight } from '../embed/sight.ts';
import { ChunkError, loadChunk } from '../loading/load-chunk.ts';
import { presetOf, presetSpec, presets } from '../spec/presets.ts';
import type { Spec } from '../spec/spec.ts';
import { showPoster } from './poster.ts';
import './styles/tokens.css';
import './styles/base.css';

/** Milliseconds after which a reader is told that nothing came, and where to look instead. */
const PATIENCE = 10_000;

const root = document.getElementById('root');
if (!root) throw new Error('embed.html has no element with the id root.');
const page = document.documentElement;

// Before anything is waited for: a host greets as soon as the page is loaded.
const connection = awaitHost();

const { options, problems } = readParameters(new URLSearchParams(location.search));
const shared = await sharedSpec();
const asked = embeddedSpec(options, shared.spec);
const preset = presetOf(asked.spec);
/** The full page's folder; this page may lie in one of its own. */
const home = new URL(page.dataset.home ?? './', location.href).href;
const link = (await writeLink({ spec: asked.spec, view: 'network' })) ?? '';
if (options.theme && options.theme !== 'auto') page.dataset.theme = options.theme;

let isLoading = false;
const poster = showPoster(root, {
  title: preset ? presets[preset].label : 'Autoencoder',
  network: asked.spec.network,
  problems: [...shared.problems, ...problems, ...asked.problems],
  fullPage: home + link,
  start: options.train === 'never' ? 'Load' : 'Load and train',
  onStart: () => load(true),
});
// A host's first request loads the playground: a page of many embeds loads those that it uses.
connection.whenAsked(() => load(false));
new ResizeObserver(() => connection.tellHeight(root.offsetHeight)).observe(root);
if (options.train === 'visible') whenInSight(() => load(true));

/** Puts the playground in the poster's place; with `trains`, lets it train as its author wants. */
async function load(trains: boolean): Promise<void> {
  if (isLoading || !root) return;
  isLoading = true;
  poster.showLoading();
  const timer = setTimeout(() => {
    poster.showProblem('The playground does not answer. It may still come; or open the full page.');
  }, PATIENCE);
  try {
    const { openEmbed } = await loadChunk(() => import('./embed-app.tsx'));
    await openEmbed({ root, home, options, spec: asked.spec, connection, trains });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    poster.showProblem(`The playground could not be loaded: ${reason}.`);
    // The button, or the host's next request, tries again; a playground that has begun to start has not
    // failed for want of a file.
    isLoading = !(error instanceof ChunkError);
    if (!isLoading) poster.allowStart('Try again');
  } finally {
    clearTimeout(timer);
  }
}

/** The experiment in the address' hash, which parameters then change; the usual one without it. */
async function sharedSpec(): Promise<{ spec: Spec; problems: string[] }> {
  const usual = presetSpec('vanilla');
  if (location.hash === '') return { spec: usual, problems: [] };
  const { shared, problem } = await readHash(location.hash);
  return { spec: shared?.spec ?? usual, problems: problem ? [problem] : [] };
}
