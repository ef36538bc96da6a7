import type { BufferId, Parameter } from '../program.ts';
import type { Arena } from './arena.ts';
import type { Address, Kernels } from './kernels.ts';

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
}
