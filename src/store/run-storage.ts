import { connectTo } from '../files/connection.ts';
import type { PinnedRun } from '../files/pinned-run.ts';

/** Where pinned runs outlive the page. Every call may reject: storage can be forbidden, or full. */
export interface RunStorage {
  /** Records of any version of the page, oldest first. */
  readAll(): Promise<unknown[]>;
  /** Adds the run, or replaces the one of the same key. */
  write(run: PinnedRun): Promise<void>;
  remove(pinnedAt: number): Promise<void>;
}

const RUNS = 'runs';

/** The browser's IndexedDB, opened by the first call. */
export function browserStorage(): RunStorage {
  const use = connectTo('autoencoder-playground', (database) => {
    database.createObjectStore(RUNS, { keyPath: 'pinnedAt' });
  });
  return {
    readAll: () => use((database) => database.getAll(RUNS)),
    write: async (run) => {
      await use((database) => database.put(RUNS, run));
    },
    remove: (pinnedAt) => use((database) => database.delete(RUNS, pinnedAt)),
  };
}
