import type { Found } from '../files/keeper-requests.ts';

/** Milliseconds that a reloaded page may have to wait until the browser has ended the one before. */
const WAIT_MS = 1000;

/** The browser's Web Locks, as slots need them. */
export interface SlotLocks {
  /** The slots that open pages hold. */
  held(): Promise<ReadonlySet<string>>;
  /**
   * Holds a slot for as long as the page lives; false where another page holds it.
   * @param wait milliseconds in which it may still become free
   */
  hold(slot: string, wait: number): Promise<boolean>;
}

export interface SlotFinder {
  /** Null where the browser has none. */
  locks: SlotLocks | null;
  /** The slot that this tab had before a reload, or that the tab had of which this one is a copy. */
  last: string | null;
  /** All slots with a run, the newest first. */
  slots(): Promise<readonly string[]>;
  /** One of these slots with its run; null where none has one. */
  find(slots: readonly string[]): Promise<Found | null>;
  newSlot(): string;
}

export interface Claim {
  /** Held by this page alone. */
  slot: string;
  found: Found | null;
  /** Whether the run that was found was this tab's own. */
  isSameTab: boolean;
}

/**
 * A slot that no other page writes to, and the run to begin with: this tab's own after a reload, a copy of
 * it in a duplicated tab, else one whose page is gone.
 */
export async function claimSlot(finder: SlotFinder): Promise<Claim> {
  const { locks, last } = finder;
  const fresh = async () => {
    const slot = finder.newSlot();
    await locks?.hold(slot, 0);
    return slot;
  };
  if (last !== null) {
    const isOwn = (await locks?.hold(last, WAIT_MS)) ?? false;
    const found = await finder.find([last]);
    return { slot: isOwn ? last : await fresh(), found, isSameTab: true };
  }
  const taken = new Set(await locks?.held());
  for (;;) {
    const free = (await finder.slots()).filter((slot) => !taken.has(slot));
    const found = free.length > 0 ? await finder.find(free) : null;
    // Without locks nobody knows whose run it is: it is copied.
    const isCopied = !found || !locks;
    if (isCopied) return { slot: await fresh(), found, isSameTab: false };
    if (await locks.hold(found.slot, 0)) return { slot: found.slot, found, isSameTab: false };
    taken.add(found.slot);
  }
}

const PREFIX = 'autoencoder-playground-run:';

/** Null where the browser has no Web Locks, or refuses them to this page. */
export async function slotLocks(manager: LockManager | undefined): Promise<SlotLocks | null> {
  if (!manager) return null;
  const held = async () => {
    const { held = [] } = await manager.query();
    const names = held.map(({ name = '' }) => name);
    return new Set(
      names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)),
    );
  };
  const hold = (slot: string, wait: number) =>
    new Promise<boolean>((resolve) => {
      const patience = new AbortController();
      const { signal } = patience;
      const options = wait > 0 ? { signal } : { ifAvailable: true };
      const request = manager.request(PREFIX + slot, options, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise(() => {}) : null;
      });
      if (wait > 0) setTimeout(() => patience.abort(), wait);
      request.catch(() => resolve(false));
    });
  return held().then(
    () => ({ held, hold }),
    () => null,
  );
}
