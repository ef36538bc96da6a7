import { canShareMemory } from './memory.ts';

const MOST = 8;

/**
 * How many threads the engine takes here, and why no more than one could be had. Half of what the
 * browser counts: where two of these share one core's arithmetic, or half of the cores are slow ones,
 * all would wait for the slowest; and the page needs room for its own work.
 */
export function threadsHere(): { threads: number; reason: string | null } {
  if (!globalThis.crossOriginIsolated) {
    return { threads: 1, reason: 'the page is not cross-origin isolated' };
  }
  // What follows from isolation in most browsers, but not in all.
  if (!canShareMemory()) {
    return { threads: 1, reason: 'the browser gives no memory that threads can share' };
  }
  // Undefined where the browser keeps it to itself.
  const half = Math.floor((navigator.hardwareConcurrency ?? 1) / 2);
  return { threads: Math.min(Math.max(half, 1), MOST), reason: null };
}
