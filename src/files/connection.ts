import { type IDBPDatabase, openDB } from 'idb';

/** Why something could not be stored or read. */
export type StorageProblem = 'full' | 'newerPage' | 'refused';

/**
 * A way to use one of the browser's databases, which the first use opens. The next use opens it anew
 * where opening failed, where the browser ended the connection, as Safari does in the background, and
 * where a newer version of the page needs the database to itself.
 * @param upgrade makes the object stores of a database that is new
 * @param open IndexedDB's; tests hand in their own
 */
export function connectTo(
  name: string,
  upgrade: (database: IDBPDatabase) => void,
  open: typeof openDB = openDB,
): <T>(use: (database: IDBPDatabase) => Promise<T>) => Promise<T> {
  let opened: Promise<IDBPDatabase> | null = null;
  // A closure of its own: where storage is forbidden, opening throws instead of rejecting.
  const start = async () => {
    const database: IDBPDatabase = await open(name, 1, {
      upgrade,
      blocking: () => {
        database.close();
        opened = null;
      },
      terminated: () => {
        opened = null;
      },
    });
    return database;
  };
  const connected = async () => {
    opened ??= start();
    try {
      return await opened;
    } catch (error) {
      opened = null;
      throw error;
    }
  };
  return async (use) => {
    const database = await connected();
    try {
      return await use(database);
    } catch (error) {
      if (!isEnded(error)) throw error;
      opened = null;
      return use(await connected());
    }
  };
}

/** What an error of the browser's storage means. */
export function storageProblemOf(error: unknown): StorageProblem {
  if (!(error instanceof DOMException)) return 'refused';
  if (error.name === 'QuotaExceededError') return 'full';
  return error.name === 'VersionError' ? 'newerPage' : 'refused';
}

/** Whether a connection had been ended, which it may not say before it is used. */
function isEnded(error: unknown): boolean {
  const names = ['InvalidStateError', 'UnknownError'];
  return error instanceof DOMException && names.includes(error.name);
}
