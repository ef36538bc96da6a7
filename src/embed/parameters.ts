import { type BackendChoice, backends } from '../spec/backends.ts';
import { layers } from '../spec/layers.ts';
import { type PartId, parts } from '../spec/parts.ts';
import { presetNamed, presetSlug } from '../spec/preset-slugs.ts';
import { type PresetKind, presets } from '../spec/presets.ts';
import { type NumberRange, rangeProblem } from '../spec/range.ts';
import { IMAGE_COUNTS, type ImageCount, trainingRanges } from '../spec/spec.ts';
import {
  type Corruption,
  type CorruptionKind,
  corruptions,
  corruptionsOf,
  initialCorruption,
  strengthOf,
  type TaskKind,
  tasks,
} from '../spec/tasks.ts';
import type { Theme } from './messages.ts';

/** What an author chose; null where the experiment decides. */
export interface EmbedOptions {
  preset: PresetKind | null;
  panels: readonly PartId[];
  task: Corruption | null;
  code: number | null;
  data: ImageCount | null;
  train: 'click' | 'visible' | 'never';
  epochs: number | null;
  controls: 'full' | 'simple' | 'none';
  theme: Theme;
  lang: 'en';
  seed: number | null;
  backend: BackendChoice;
}

/** One parameter of the embed's address. */
export interface Parameter<Value> {
  /** What it says, for the author. */
  text: string;
  /** What may stand behind the `=`. */
  accepts: string;
  /** Without the parameter. */
  initial: Value;
  /** The value written so, or undefined for none. */
  read(text: string): Value | undefined;
}

/** As many units as a dense layer may have. */
const CODE_RANGE: NumberRange = { ...layers.dense.numbers.units, label: 'Code' };

function choice<Value extends string>(
  values: readonly Value[],
): Pick<Parameter<Value>, 'accepts' | 'read'> {
  return {
    accepts: values.join(', '),
    read: (text) => values.find((value) => value === text),
  };
}

function wholeNumber(range: NumberRange): Pick<Parameter<number | null>, 'accepts' | 'read'> {
  return {
    accepts: `a whole number from ${range.min} to ${range.max}`,
    read: (text) => {
      const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
      return rangeProblem(range, value) === null ? value : undefined;
    },
  };
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const corruptionKinds = (Object.keys(corruptions) as CorruptionKind[]).filter(
  (kind) => kind !== 'none',
);

/** `denoise` is a task with its usual corruption; `salt-and-pepper:0.2` names corruption and strength. */
function readTask(text: string): Corruption | undefined {
  const [name = '', strength, ...more] = text.split(':');
  if (more.length > 0) return undefined;
  const kind = Object.hasOwn(tasks, name)
    ? corruptionsOf(name as TaskKind)[0]
    : corruptionKinds.find((other) => kebab(other) === name);
  if (kind === undefined) return undefined;
  if (strength === undefined) return initialCorruption(kind);
  const range = strengthOf(kind);
  const value = /^\d+(\.\d+)?$/.test(strength) ? Number(strength) : Number.NaN;
  return range && rangeProblem(range, value) === null ? { kind, strength: value } : undefined;
}

function readParts(text: string): readonly PartId[] | undefined {
  const names = text.split(',');
  const known = names.filter((name): name is PartId => Object.hasOwn(parts, name));
  return known.length === names.length && new Set(names).size === names.length ? known : undefined;
}

const imagesName = (count: ImageCount) => `${Math.floor(count / 1000)}k`;

/** Every parameter that `embed.html` takes; the table for authors is made of these rows. */
export const parameters: { readonly [Name in keyof EmbedOptions]: Parameter<EmbedOptions[Name]> } =
  {
    preset: {
      text: 'The network and its settings; without it Vanilla 32.',
      accepts: (Object.keys(presets) as PresetKind[]).map(presetSlug).join(', '),
      initial: null,
      read: presetNamed,
    },
    panels: {
      text: 'What is shown, in this order, separated by commas.',
      accepts: Object.keys(parts).join(', '),
      initial: ['drawing', 'hourglass', 'loss'],
      read: readParts,
    },
    task: {
      text: 'What the network is asked to do: a task, or a way to spoil the input and, after a colon, how strongly.',
      accepts: [...Object.keys(tasks), ...corruptionKinds.map(kebab), 'gaussian:0.3'].join(', '),
      initial: null,
      read: readTask,
    },
    code: { text: 'Units of the code.', initial: null, ...wholeNumber(CODE_RANGE) },
    data: {
      text: 'How many of MNIST’s training images are used.',
      accepts: IMAGE_COUNTS.map(imagesName).join(', '),
      initial: null,
      read: (text) => IMAGE_COUNTS.find((count) => imagesName(count) === text),
    },
    train: {
      text: 'When it loads and trains: when the reader starts it, when it comes into sight, or only when asked to after it was loaded.',
      initial: 'click',
      ...choice(['click', 'visible', 'never']),
    },
    epochs: {
      text: 'How often it goes through the images.',
      initial: null,
      ...wholeNumber(trainingRanges.epochs),
    },
    controls: {
      text: 'All buttons, Train and Pause alone, or none.',
      initial: 'full',
      ...choice(['full', 'simple', 'none']),
    },
    theme: {
      text: 'Colours; auto follows the page around it.',
      initial: 'auto',
      ...choice(['auto', 'light', 'dark']),
    },
    lang: { text: 'Language.', initial: 'en', ...choice(['en']) },
    seed: {
      text: 'Decides the initial weights and all that is drawn by chance.',
      initial: null,
      ...wholeNumber(trainingRanges.seed),
    },
    backend: {
      text: 'What it trains on.',
      initial: 'auto',
      ...choice(['auto', ...(Object.keys(backends) as BackendChoice[])]),
    },
  };

export type ParameterName = keyof EmbedOptions;

const names = Object.keys(parameters) as ParameterName[];

/** Every parameter as it is without being written. */
export const initialOptions = Object.fromEntries(
  names.map((name) => [name, parameters[name].initial]),
) as unknown as EmbedOptions;

/** What was understood, and a sentence for each that was not. */
export interface ParameterReading {
  options: Partial<EmbedOptions>;
  problems: string[];
}

/** Reads what stands behind the `?` of an embed's address, or what a host configures. Never throws. */
export function readParameters(written: Iterable<readonly [string, string]>): ParameterReading {
  const options: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, text] of written) {
    if (!Object.hasOwn(parameters, name)) {
      problems.push(`“${shorten(name)}” is no parameter of the playground: it was ignored.`);
    } else if (Object.hasOwn(options, name)) {
      problems.push(`“${name}” stands there twice: the first one counts.`);
    } else {
      const { accepts, read } = parameters[name as ParameterName];
      const value = read(text);
      if (value !== undefined) options[name] = value;
      else problems.push(`${name}=${shorten(text)} was ignored: ${name} is ${accepts}.`);
    }
  }
  return { options, problems };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
