import { describe, expect, it, vi } from 'vitest';
import type { PinnedRun } from '../files/pinned-run.ts';
import { presetSpec } from '../spec/presets.ts';
import { createPinnedRuns, MAX_SHOWN } from './pinned-runs.ts';
import type { RunStorage } from './run-storage.ts';

function run(pinnedAt: number, name = 'Vanilla 32'): PinnedRun {
  return {
    pinnedAt,
    name,
    spec: presetSpec('vanilla'),
    step: 10,
    epoch: 1.5,
    loss: 0.2,
    validation: null,
    history: [{ step: 10, epoch: 1.5, training: 0.2, penalties: {}, validation: null }],
    reconstructions: new Uint8Array(7840),
  };
}

/** Storage that holds `records`, with room for so many. */
class FakeStorage implements RunStorage {
  readonly records: unknown[];
  room: number;

  constructor(records: unknown[] = [], room = Infinity) {
    this.records = records;
    this.room = room;
  }

  readAll(): Promise<unknown[]> {
    return Promise.resolve([...this.records]);
  }

  async write(pinned: PinnedRun): Promise<void> {
    await this.remove(pinned.pinnedAt);
    if (this.records.length >= this.room) throw new DOMException('full', 'QuotaExceededError');
    this.records.push(pinned);
  }

  remove(key: number): Promise<void> {
    const at = this.records.findIndex((record) => (record as PinnedRun).pinnedAt === key);
    if (at >= 0) this.records.splice(at, 1);
    return Promise.resolve();
  }
}

const FORBIDDEN: RunStorage = {
  readAll: () => Promise.reject(new DOMException('denied', 'SecurityError')),
  write: () => Promise.reject(new DOMException('denied', 'SecurityError')),
  remove: () => Promise.reject(new DOMException('denied', 'SecurityError')),
};

const namesOf = ({ runs }: { runs: readonly PinnedRun[] }) => runs.map(({ name }) => name);

describe('pinned runs', () => {
  it('are there again at the next visit, the newest one shown', async () => {
    const storage = new FakeStorage();
    const first = createPinnedRuns(storage);
    first.getState().pin(run(1, 'one'));
    first.getState().pin(run(2, 'two'));
    await vi.waitFor(() => expect(storage.records.length).toBe(2));
    const second = createPinnedRuns(storage);
    await vi.waitFor(() => expect(namesOf(second.getState())).toEqual(['one', 'two']));
    expect(second.getState().shown).toEqual([2]);
  });

  it('of another version of the page are left alone', async () => {
    const old = { ...run(1), spec: { version: 0 } };
    const storage = new FakeStorage([old, run(2, 'two')]);
    const store = createPinnedRuns(storage);
    await vi.waitFor(() => expect(namesOf(store.getState())).toEqual(['two']));
    expect(storage.records).toContain(old);
  });

  it('can be renamed, and never take each other’s name', async () => {
    const storage = new FakeStorage();
    const { getState } = createPinnedRuns(storage);
    getState().pin(run(1));
    getState().pin(run(1));
    getState().pin(run(1));
    expect(namesOf(getState())).toEqual(['Vanilla 32', 'Vanilla 32 (2)', 'Vanilla 32 (3)']);
    getState().rename(getState().runs[1] ?? run(0), ' mine ');
    await vi.waitFor(() => expect(storage.records).toContainEqual(run(2, 'mine')));
    getState().rename(getState().runs[1] ?? run(0), '  ');
    expect(namesOf(getState())).toEqual(['Vanilla 32', 'mine', 'Vanilla 32 (3)']);
  });

  it('can be deleted, and brought back in their place', async () => {
    const storage = new FakeStorage();
    const { getState } = createPinnedRuns(storage);
    for (const key of [1, 2, 3]) getState().pin(run(key, String(key)));
    await vi.waitFor(() => expect(storage.records.length).toBe(3));
    getState().remove(run(2, '2'));
    await vi.waitFor(() => expect(storage.records.length).toBe(2));
    expect(namesOf(getState())).toEqual(['1', '3']);
    getState().bringBack();
    expect(namesOf(getState())).toEqual(['1', '2', '3']);
    await vi.waitFor(() => expect(storage.records.length).toBe(3));
  });

  it('are shown a few at a time, the newest of them', () => {
    const { getState } = createPinnedRuns(new FakeStorage());
    for (const key of [1, 2, 3, 4]) getState().pin(run(key));
    expect(MAX_SHOWN).toBe(3);
    expect(getState().shown).toEqual([2, 3, 4]);
    getState().toggle(run(3));
    getState().toggle(run(1));
    expect(getState().shown).toEqual([2, 4, 1]);
  });
});

describe('storage', () => {
  it('that is forbidden is named, and runs are compared all the same', async () => {
    const { getState } = createPinnedRuns(FORBIDDEN);
    await vi.waitFor(() => expect(getState().warning).toContain('does not let the page store'));
    getState().pin(run(1, 'one'));
    expect(namesOf(getState())).toEqual(['one']);
    await vi.waitFor(() => expect(getState().warning).toContain('reloaded: “one”'));
  });

  it('of a newer version of the page is named as that', async () => {
    const newer = () => Promise.reject(new DOMException('', 'VersionError'));
    const { getState } = createPinnedRuns({ readAll: newer, write: newer, remove: newer });
    await vi.waitFor(() => expect(getState().warning).toContain('A newer version of this page'));
  });

  it('that is full is named with the runs that did not fit, until there is room', async () => {
    const { getState } = createPinnedRuns(new FakeStorage([], 1));
    getState().pin(run(1, 'one'));
    getState().pin(run(2, 'two'));
    await vi.waitFor(() => expect(getState().warning).toContain('storage is full'));
    expect(getState().warning).toContain('reloaded: “two”');
    getState().remove(run(1));
    await vi.waitFor(() => expect(getState().warning).toBeNull());
  });
});
