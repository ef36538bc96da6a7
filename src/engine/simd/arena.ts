import type { Address } from './kernels.ts';
import type { KernelMemory } from './memory.ts';

const ALIGNMENT = 64;
/** Kernels work in groups of up to 16 floats, and may touch what lies behind the last one. */
const SLACK = 64;

/**
 * Hands out places in the kernels' memory, one behind the other. Nothing is written before all places
 * are known: the memory may have to grow first.
 */
export class Arena {
  /** Bytes from the memory's start that are taken. */
  end: number;
  private writes: { at: Address; values: ArrayLike<number> }[] = [];

  constructor(start: number) {
    this.end = start;
  }

  bytes(count: number): Address {
    const at = Math.ceil(this.end / ALIGNMENT) * ALIGNMENT;
    this.end = at + count + SLACK;
    return at;
  }

  floats(count: number): Address {
    return this.bytes(4 * count);
  }

  /** A list of integers that kernels read. */
  table(values: readonly number[]): Address {
    const at = this.bytes(4 * values.length);
    this.writes.push({ at, values });
    return at;
  }

  /** Writes the tables. */
  write(memory: KernelMemory): void {
    for (const { at, values } of this.writes) memory.putIntegers(at, values);
    this.writes = [];
  }
}
