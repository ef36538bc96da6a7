import { type IDBPDatabase, openDB } from 'idb';
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
  let opened: Promise<IDBPDatabase> | null = null;
  // A closure of its own: where storage is forbidden, opening throws instead of rejecting.
  const open = async () =>
    openDB('autoencoder-playground', 1, {
      upgrade: (database) => database.createObjectStore(RUNS, { keyPath: 'pinnedAt' }),
    });
  const database = () => {
    opened ??= open();
    return opened;
  };
  return {
    readAll: async () => (await database()).getAll(RUNS),
    write: async (run) => {
      await (await database()).put(RUNS, run);
    },
    remove: async (pinnedAt) => (await database()).delete(RUNS, pinnedAt),
  };
}
