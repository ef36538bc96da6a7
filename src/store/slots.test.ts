import { expect, it } from 'vitest';
import type { Found } from '../files/keeper-requests.ts';
import type { KeptRun } from '../files/kept-run.ts';
import { claimSlot, type SlotFinder, type SlotLocks, slotLocks } from './slots.ts';

/** Pages of one browser: which slots they hold, and which slots have a run, the newest first. */
class FakeBrowser {
  readonly holds = new Set<string>();
  readonly runs: string[];
  private count = 0;

  constructor(runs: string[]) {
    this.runs = runs;
  }

  private readonly locks: SlotLocks = {
    held: async () => new Set(this.holds),
    hold: async (slot) => {
      if (this.holds.has(slot)) return false;
      this.holds.add(slot);
      return true;
    },
  };

  page(change: Partial<SlotFinder> = {}): SlotFinder {
    return {
      locks: this.locks,
      last: null,
      slots: async () => this.runs,
      find: async ([slot]): Promise<Found | null> =>
        slot !== undefined && this.runs.includes(slot) ? { slot, run: {} as KeptRun } : null,
      newSlot: () => `new${++this.count}`,
      ...change,
    };
  }
}

it('a first visit has a slot of its own and no run', async () => {
  const browser = new FakeBrowser([]);
  const claim = await claimSlot(browser.page());
  expect(claim).toEqual({ slot: 'new1', found: null, isSameTab: false });
  expect([...browser.holds]).toEqual(['new1']);
});

it('a reloaded tab has its own slot and run again, whatever is newer', async () => {
  const browser = new FakeBrowser(['b', 'a']);
  expect(await claimSlot(browser.page({ last: 'a' }))).toMatchObject({
    slot: 'a',
    found: { slot: 'a' },
    isSameTab: true,
  });
});

it('a duplicated tab begins with a copy, in another slot', async () => {
  const browser = new FakeBrowser(['a']);
  await claimSlot(browser.page({ last: 'a' }));
  expect(await claimSlot(browser.page({ last: 'a' }))).toMatchObject({
    slot: 'new1',
    found: { slot: 'a' },
  });
});

it('a new tab takes over the newest run whose page is gone', async () => {
  const browser = new FakeBrowser(['c', 'b', 'a']);
  browser.holds.add('c');
  const claim = await claimSlot(browser.page());
  expect(claim).toMatchObject({ slot: 'b', found: { slot: 'b' }, isSameTab: false });
});

it('two tabs that are opened at once never share a slot', async () => {
  const browser = new FakeBrowser(['b', 'a']);
  const claims = await Promise.all([1, 2, 3].map(() => claimSlot(browser.page())));
  expect(claims.map(({ slot }) => slot).sort()).toEqual(['a', 'b', 'new1']);
});

it('without locks each page has a slot of its own and begins with a copy', async () => {
  const browser = new FakeBrowser(['b', 'a']);
  const claim = await claimSlot(browser.page({ locks: null }));
  expect(claim).toMatchObject({ slot: 'new1', found: { slot: 'b' } });
  const reloaded = await claimSlot(browser.page({ locks: null, last: 'a' }));
  expect(reloaded).toMatchObject({ slot: 'new2', found: { slot: 'a' } });
});

it('a browser that refuses locks is one without', async () => {
  const refuse = () => Promise.reject(new DOMException('', 'SecurityError'));
  expect(await slotLocks(undefined)).toBeNull();
  expect(await slotLocks({ query: refuse, request: refuse } as unknown as LockManager)).toBeNull();
});
