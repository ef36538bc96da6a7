import { parseArgs } from 'node:util';
import { type PresetKind, presets } from '../src/spec/presets.ts';
import { type ContestantName, contestants } from './contestants/contestants.ts';
import { labelOf, type NetworkKind, networkKinds } from './networks.ts';

export interface Options {
  /** Under 50 seconds in all: shorter rounds, and without what takes seconds a step. */
  quick: boolean;
  /** Full runs and their losses in place of the speeds. */
  quality: boolean;
  /** What trained networks are good for in place of the speeds. */
  uses: boolean;
  /** What the kinds of autoencoders must show, in place of the speeds. */
  kinds: boolean;
  /** What each view takes from training, in place of the speeds. */
  views: boolean;
  /** How fast the page answers while it trains, in place of the speeds. */
  responses: boolean;
  /** How soon training starts, in place of the speeds. */
  start: boolean;
  /** Where to write the figures; null for nowhere. */
  json: string | null;
  networks: readonly NetworkKind[];
  /** Those whose start is looked at. */
  presets: readonly PresetKind[];
  /** Null where the choice is left to the benchmark. */
  engines: readonly ContestantName[] | null;
}

/** Reads the command line; throws with a sentence for what it does not know. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      quality: { type: 'boolean', default: false },
      uses: { type: 'boolean', default: false },
      kinds: { type: 'boolean', default: false },
      views: { type: 'boolean', default: false },
      responses: { type: 'boolean', default: false },
      start: { type: 'boolean', default: false },
      json: { type: 'string' },
      network: { type: 'string', multiple: true },
      preset: { type: 'string', multiple: true },
      engine: { type: 'string', multiple: true },
    },
  });
  const names = Object.keys(contestants) as ContestantName[];
  const presetKinds = Object.keys(presets) as PresetKind[];
  const presetLabel = (kind: PresetKind) => presets[kind].label;
  return {
    quick: values.quick,
    quality: values.quality,
    uses: values.uses,
    kinds: values.kinds,
    views: values.views,
    responses: values.responses,
    start: values.start,
    json: values.json ?? null,
    networks: values.network ? chosen(values.network, networkKinds, labelOf) : networkKinds,
    presets: values.preset ? chosen(values.preset, presetKinds, presetLabel) : presetKinds,
    engines: values.engine ? chosen(values.engine, names, (name) => name) : null,
  };
}

/** The kinds that are named, by themselves or by their labels, with commas or one by one. */
function chosen<Kind extends string>(
  texts: readonly string[],
  kinds: readonly Kind[],
  labelOf: (kind: Kind) => string,
): Kind[] {
  const named = texts
    .flatMap((text) => text.split(','))
    .map((name) => {
      const wanted = name.trim().toLowerCase();
      const kind = kinds.find((kind) =>
        [kind, labelOf(kind)].some((known) => known.toLowerCase() === wanted),
      );
      if (!kind) throw new Error(`There is no “${name}”; there are ${kinds.join(', ')}.`);
      return kind;
    });
  return kinds.filter((kind) => named.includes(kind));
}
