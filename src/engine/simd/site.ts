import type { BufferId, Parameter } from '../program.ts';
import type { Arena } from './arena.ts';
import type { Address, Kernels } from './kernels.ts';

/** The penalties of the batch that is being trained on, set before its calls are made. */
export interface Penalties {
  weights: readonly number[];
  /** Images of the whole batch, of which a plan's are a part. */
  batch: number;
  /** What each has come to so far, times its weight. */
  readonly sums: Float64Array;
}

/** One bound call of a kernel. */
export type Call = () => void;

/** Where a plan is built: what its calls may use. */
export interface Site {
  kernels: Kernels;
  arena: Arena;
  batch: number;
  buffer(id: BufferId): Address;
  weights(parameter: Parameter): Address;
  gradient(parameter: Parameter): Address;
  penalties: Penalties;
}
