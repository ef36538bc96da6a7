import { connectTo } from './connection.ts';
import { KEPT_DATABASE } from './kept-database.ts';
import {
  type KeptRun,
  newestSound,
  type ReplacedRecord,
  type RunRecord,
  readReplacedRecord,
} from './kept-run.ts';

const RUNS = 'runs';
const REPLACED = 'replaced';
const SAVED_AT = 'savedAt';

/** What a write changes of a slot. */
export interface KeptChange {
  record: RunRecord;
  /** Runs that the record names and that are not stored yet. */
  added: readonly ReplacedRecord[];
  /** Numbers of the runs that it does not name any more. */
  dropped: readonly number[];
}

/** The database of kept runs. Every call may reject: storage can be forbidden, or full. */
export function keptRuns() {
  const use = connectTo(KEPT_DATABASE, (database) => {
    database.createObjectStore(RUNS, { keyPath: ['slot', 'turn'] }).createIndex(SAVED_AT, SAVED_AT);
    database.createObjectStore(REPLACED, { keyPath: ['slot', 'number'] });
  });
  return {
    /** Opens the database, so that a later call has not to wait for it. */
    open: () => use(async () => {}),
    /** All slots, the one that was written last first. */
    slots: () =>
      use(async (database) => {
        const slots = new Set<string>();
        const index = database.transaction(RUNS).store.index(SAVED_AT);
        let cursor = await index.openKeyCursor(null, 'prev');
        while (cursor) {
          const [slot] = cursor.primaryKey as [string, number];
          slots.add(slot);
          cursor = await cursor.continue();
        }
        return [...slots];
      }),
    /** A slot's run by its newest sound record; null where it has none. */
    read: (slot: string): Promise<KeptRun | null> =>
      use(async (database) => {
        const records = [0, 1].map((turn) => database.get(RUNS, [slot, turn]));
        const record = newestSound(await Promise.all(records));
        if (!record) return null;
        const stored = record.replaced.map((number) => database.get(REPLACED, [slot, number]));
        const replaced = (await Promise.all(stored)).map(readReplacedRecord);
        return { ...record, replaced: replaced.filter((run) => run !== null) };
      }),
    /** Takes a change as a whole or not at all, even where the page ends at once. */
    write: ({ record, added, dropped }: KeptChange) =>
      use(async (database) => {
        const change = database.transaction([RUNS, REPLACED], 'readwrite');
        const replaced = change.objectStore(REPLACED);
        const requests = [
          change.objectStore(RUNS).put(record),
          ...added.map((run) => replaced.put(run)),
          ...dropped.map((number) => replaced.delete([record.slot, number])),
        ];
        change.commit();
        await Promise.all([...requests, change.done]);
      }),
    remove: (slot: string) =>
      use(async (database) => {
        const all = IDBKeyRange.bound([slot], [slot, []]);
        const change = database.transaction([RUNS, REPLACED], 'readwrite');
        const requests = [RUNS, REPLACED].map((store) => change.objectStore(store).delete(all));
        await Promise.all([...requests, change.done]);
      }),
  };
}

export type KeptRuns = ReturnType<typeof keptRuns>;
