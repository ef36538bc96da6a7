import { ChunkError, pageChunk } from '../loading/load-chunk.ts';
import type { LinkReading } from './read-link.ts';

const loadReader = pageChunk(() => import('./read-link.ts'));

/** A reading, and whether it failed only for want of the part that reads: a reload tries again. */
export interface HashReading extends LinkReading {
  mayReload: boolean;
}

/** Loads what reads links and has it read a hash; a reader that does not load is a problem too. Never rejects. */
export async function readHash(hash: string): Promise<HashReading> {
  try {
    const { readLink } = await loadReader();
    return { ...(await readLink(hash)), mayReload: false };
  } catch (error) {
    const reason = error instanceof ChunkError ? error.message : String(error);
    const problem = `The link’s experiment could not be opened: what reads links did not load (${reason}). Reload the page to try again.`;
    return { shared: null, problem, mayReload: true };
  }
}
