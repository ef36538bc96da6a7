import {
  type ContestantName,
  type ContestantRow,
  contestants,
  type Entry,
  type ThreadCounts,
} from './contestants/contestants.ts';
import type { NetworkKind } from './networks.ts';
import type { Options } from './options.ts';

const names = Object.keys(contestants) as ContestantName[];

/**
 * Who takes part on a network: those who are named on the command line, and otherwise everybody, or
 * for a quick run those who are quick on it.
 */
export function entriesFor(
  network: NetworkKind,
  { engines, quick }: Pick<Options, 'engines' | 'quick'>,
  counts: ThreadCounts,
): Entry[] {
  return names.flatMap((engine) => {
    const row: ContestantRow = contestants[engine];
    if (engines ? !engines.includes(engine) : quick && !row.quick.includes(network)) return [];
    const threads = quick && row.peer ? row.threads.slice(0, 1) : row.threads;
    // On few cores some are the same.
    const different = new Set(threads.map((kind) => counts[kind]));
    return Array.from(different, (threads) => ({ engine, threads }));
  });
}
