import { ChunkError, pageChunk } from '../loading/load-chunk.ts';
import type { LinkReading } from './read-link.ts';

const loadReader = pageChunk(() => import('./read-link.ts'));

/** Loads what reads links and has it read a hash; a reader that does not load is a problem too. Never rejects. */
export async function readHash(hash: string): Promise<LinkReading> {
  try {
    return (await loadReader()).readLink(hash);
  } catch (error) {
    const reason = error instanceof ChunkError ? error.message : String(error);
    const problem = `The link’s experiment could not be opened: what reads links did not load (${reason}). Reload the page to try again.`;
    return { shared: null, problem };
  }
}
