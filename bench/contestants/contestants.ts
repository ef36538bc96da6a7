import { type NetworkKind, networkKinds } from '../networks.ts';
import type { Prepare } from './contestant.ts';

/** Numbers of threads: a single one, what the playground takes by itself, and one a core. */
export type ThreadCounts = Readonly<Record<'one' | 'usual' | 'all', number>>;

export interface ContestantRow {
  /** Somebody else's library, which ours are compared with. */
  peer: boolean;
  /** With how many threads it takes part; peers in a quick run with the first. */
  threads: readonly (keyof ThreadCounts)[];
  /** Networks of a quick run: what there is time for where the graphics processor is software. */
  quick: readonly NetworkKind[];
  load(threads: number): Promise<Prepare>;
}

/**
 * Who takes part, in the order of the tables. The libraries are loaded in a contestant's own worker
 * when it is prepared; peers' settings stand beside them, in the files named here.
 */
export const contestants = {
  simd: {
    peer: false,
    threads: ['one', 'usual', 'all'],
    quick: [...networkKinds],
    load: async () => (await import('./our-engine.ts')).prepareEngine('simd'),
  },
  'tfjs-webgpu': {
    peer: false,
    threads: ['one'],
    quick: [],
    load: async () => (await import('./our-engine.ts')).prepareEngine('webgpu'),
  },
  'tfjs-webgl': {
    peer: false,
    threads: ['one'],
    quick: ['deep'],
    load: async () => (await import('./our-engine.ts')).prepareEngine('webgl'),
  },
  'tfjs-cpu': {
    peer: false,
    threads: ['one'],
    quick: [],
    load: async () => (await import('./our-engine.ts')).prepareEngine('cpu'),
  },
  'peer-tfjs-wasm': {
    peer: true,
    threads: ['one', 'all'],
    quick: ['vanilla', 'multilayer', 'deep'],
    load: async () => (await import('./tfjs-fit.ts')).prepareFit('wasm'),
  },
  'peer-jax-wasm': {
    peer: true,
    threads: ['one', 'all'],
    quick: ['vanilla', 'multilayer', 'deep'],
    async load(threads) {
      // It starts its threads when it is loaded, and looks only for this.
      if (threads === 1) Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
      return (await import('./jax.ts')).prepareJax('wasm');
    },
  },
  'peer-tfjs-webgl': {
    peer: true,
    threads: ['one'],
    quick: ['deep', 'convolutional'],
    load: async () => (await import('./tfjs-fit.ts')).prepareFit('webgl'),
  },
  'peer-tfjs-webgpu': {
    peer: true,
    threads: ['one'],
    quick: [],
    load: async () => (await import('./tfjs-fit.ts')).prepareFit('webgpu'),
  },
  'peer-jax-webgpu': {
    peer: true,
    threads: ['one'],
    quick: [],
    load: async () => (await import('./jax.ts')).prepareJax('webgpu'),
  },
  'peer-tfjs-cpu': {
    peer: true,
    threads: ['one'],
    quick: [],
    load: async () => (await import('./tfjs-fit.ts')).prepareFit('cpu'),
  },
} satisfies Record<string, ContestantRow>;

export type ContestantName = keyof typeof contestants;

/** A contestant with a number of threads. */
export interface Entry {
  engine: ContestantName;
  threads: number;
}
