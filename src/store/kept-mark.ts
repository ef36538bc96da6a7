import { KEPT_DATABASE } from '../files/kept-database.ts';

/** In the tab's own storage: its slot. A duplicated tab begins with a copy of it. */
const SLOT = 'autoencoder-playground-slot';
/** In the storage of all tabs: that some run was kept. */
const KEPT = 'autoencoder-playground-kept';

/** What can be known of kept runs at once, before their database is opened. */
export interface KeptMark {
  /** The slot of this tab, or of the tab that it was duplicated from. */
  slot: string | null;
  /** Whether there should be a run in the database. */
  hasRuns: boolean;
}

export function readKeptMark(): KeptMark {
  try {
    const slot = sessionStorage.getItem(SLOT);
    return { slot, hasRuns: slot !== null || localStorage.getItem(KEPT) !== null };
  } catch {
    // Storage is forbidden: there is nothing to find.
    return { slot: null, hasRuns: false };
  }
}

/**
 * Whether there is a database of kept runs. A browser that was killed has it, while the mark, which
 * browsers write late, may be lost.
 */
export async function hasKeptDatabase(): Promise<boolean> {
  try {
    const databases = await indexedDB.databases();
    return databases.some(({ name }) => name === KEPT_DATABASE);
  } catch {
    // Storage is forbidden, or the browser does not tell: the mark alone counts.
    return false;
  }
}

/** Marks that this tab has a run in a slot. */
export function markKept(slot: string): void {
  try {
    sessionStorage.setItem(SLOT, slot);
    localStorage.setItem(KEPT, 'yes');
  } catch {
    // Without the mark the next visit looks for the run later, and offers it.
  }
}

/** Forgets that some run was kept: there is none. */
export function clearKeptMark(): void {
  try {
    sessionStorage.removeItem(SLOT);
    localStorage.removeItem(KEPT);
  } catch {
    // There is no mark where storage is forbidden.
  }
}
