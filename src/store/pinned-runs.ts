import { createStore, type StoreApi } from 'zustand/vanilla';
import { type StorageProblem, storageProblemOf } from '../files/connection.ts';
import { MAX_NAME, type PinnedRun, readPinnedRun } from '../files/pinned-run.ts';
import type { RunStorage } from './run-storage.ts';

export type { PinnedRun };
export { MAX_NAME };

/** So many pinned runs can be told apart beside the one that trains. */
export const MAX_SHOWN = 3;

export interface PinnedRuns {
  /** In the order in which they were pinned. */
  runs: readonly PinnedRun[];
  /** Keys of those that are compared, in the order of their colours. */
  shown: readonly number[];
  /** The one that was deleted last, until it is brought back. */
  deleted: PinnedRun | null;
  /** What will not outlive the page, and why, a sentence; null while all is kept. */
  warning: string | null;
  /** Keeps a run and shows it; in place of the one shown longest where there are too many. */
  pin(run: PinnedRun): void;
  rename(run: PinnedRun, name: string): void;
  remove(run: PinnedRun): void;
  bringBack(): void;
  /** Compares a run, or no longer. */
  toggle(run: PinnedRun): void;
}

/** Runs to compare, in memory and, as far as the browser allows it, in its storage. */
export function createPinnedRuns(storage: RunStorage): StoreApi<PinnedRuns> {
  /** Keys of runs that are in memory alone. */
  const unsaved = new Set<number>();
  let problem: string | null = null;

  const store = createStore<PinnedRuns>()((set, get) => {
    const warn = () => {
      const names = get().runs.filter(({ pinnedAt }) => unsaved.has(pinnedAt));
      set({ warning: problem && warningText(problem, names) });
    };
    const save = async (run: PinnedRun) => {
      unsaved.add(run.pinnedAt);
      try {
        await storage.write(run);
        unsaved.delete(run.pinnedAt);
        if (unsaved.size === 0) problem = null;
      } catch (error) {
        problem = reasons[storageProblemOf(error)];
      }
      warn();
    };
    const forget = async ({ pinnedAt }: PinnedRun) => {
      unsaved.delete(pinnedAt);
      try {
        await storage.remove(pinnedAt);
        // There may be room now for what did not fit before.
        for (const run of get().runs) if (unsaved.has(run.pinnedAt)) await save(run);
      } catch (error) {
        problem = reasons[storageProblemOf(error)];
      }
      warn();
    };
    const add = (run: PinnedRun) => {
      const { runs, shown } = get();
      const sorted = [...runs, run].sort((a, b) => a.pinnedAt - b.pinnedAt);
      set({ runs: sorted, shown: [...shown, run.pinnedAt].slice(-MAX_SHOWN), deleted: null });
      void save(run);
    };
    const readStored = async () => {
      try {
        const records = await storage.readAll();
        const read = records.map(readPinnedRun).filter((run) => run !== null);
        const newest = read.at(-1);
        if (!newest) return;
        const { runs, shown } = get();
        set({ runs: [...read, ...runs], shown: shown.length > 0 ? shown : [newest.pinnedAt] });
      } catch (error) {
        problem = reasons[storageProblemOf(error)];
        warn();
      }
    };
    void readStored();

    return {
      runs: [],
      shown: [],
      deleted: null,
      warning: null,
      pin(run) {
        const last = get().runs.at(-1);
        const pinnedAt = Math.max(run.pinnedAt, (last?.pinnedAt ?? 0) + 1);
        add({ ...run, pinnedAt, name: freeName(run.name, get().runs) });
      },
      rename(run, name) {
        const renamed = { ...run, name: name.trim().slice(0, MAX_NAME) };
        if (renamed.name === '' || renamed.name === run.name) return;
        set({ runs: get().runs.map((one) => (one.pinnedAt === run.pinnedAt ? renamed : one)) });
        void save(renamed);
      },
      remove(run) {
        const { runs, shown } = get();
        set({
          runs: runs.filter(({ pinnedAt }) => pinnedAt !== run.pinnedAt),
          shown: shown.filter((pinnedAt) => pinnedAt !== run.pinnedAt),
          deleted: run,
        });
        void forget(run);
      },
      bringBack() {
        const { deleted } = get();
        if (deleted) add(deleted);
      },
      toggle({ pinnedAt }) {
        const { shown } = get();
        const others = shown.filter((key) => key !== pinnedAt);
        const isNew = others.length === shown.length;
        set({ shown: isNew ? [...shown, pinnedAt].slice(-MAX_SHOWN) : others });
      },
    };
  });
  return store;
}

const reasons = {
  full: 'The browser’s storage is full: delete runs to make room.',
  newerPage: 'A newer version of this page has stored runs here: reload to use it.',
  refused: 'This browser does not let the page store anything.',
} as const satisfies Record<StorageProblem, string>;

function warningText(reason: string, unsaved: readonly PinnedRun[]): string {
  const names = unsaved.map(({ name }) => `“${name}”`).join(', ');
  const lost = names || 'what you pin';
  return `${reason} Lost when the page is closed or reloaded: ${lost}.`;
}

/** The name, with a number behind it where another run has it. */
function freeName(name: string, runs: readonly PinnedRun[]): string {
  const taken = new Set(runs.map((run) => run.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} (${number})`)) number += 1;
  return `${name} (${number})`;
}
