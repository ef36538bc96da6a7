import type { KeptRun } from '../files/kept-run.ts';
import { type KeptRuns, keptRuns } from '../files/kept-runs.ts';
import { withFreshOptimizer } from '../spec/checkpoint.ts';
import type { Spec } from '../spec/spec.ts';
import { KeeperClient } from './keeper-client.ts';
import { EVICTED } from './keeping-problems.ts';
import { clearKeptMark, hasKeptDatabase, markKept, readKeptMark } from './kept-mark.ts';
import type { PlaygroundStore } from './playground.ts';
import { type Drawings, RunKeeper } from './run-keeper.ts';
import { type Claim, claimSlot, type SlotLocks, slotLocks } from './slots.ts';

/** Runs of pages that are gone, at most; older ones are given up. */
const MAX_GONE = 4;

/**
 * Begins the playground with the run that an earlier visit kept, or offers that one, and keeps the page's
 * run from then on.
 * @param address the experiment that the page's address names; null where it names none
 */
export async function keepRuns(
  playground: PlaygroundStore,
  drawings: Drawings,
  address: Spec | null,
): Promise<void> {
  const runs = keptRuns();
  const client = new KeeperClient(startKeeper);
  const mark = readKeptMark();
  const locks = await slotLocks(navigator.locks);
  const exists = mark.hasRuns || (await hasKeptDatabase());
  const { slot, found, isSameTab } = await claimSlot({
    locks,
    last: mark.slot,
    // Where nothing can be read, nothing is found; the first write says why.
    slots: async () => (exists ? runs.slots().catch(() => []) : []),
    find: (slots) => client.ask('find', { slots, wanted: address }).catch(() => null),
    newSlot,
  });
  beginWith(playground, drawings, address, { slot, found, isSameTab });
  if (mark.hasRuns && !found) void tellIfEvicted(runs, playground);
  if (exists) void removeOld(runs, locks);

  const keeper = new RunKeeper({
    playground,
    drawings,
    slot,
    stored: found?.slot === slot ? found.run : null,
    write: async (change) => {
      await client.ask('write', change);
      markKept(slot);
      // For the write with which the page ends.
      await runs.open();
    },
    writeLast: (change) => {
      markKept(slot);
      // The page ends: nobody is left to be told of a failure.
      runs.write(change).catch(() => {});
    },
    askBeforeLeaving,
  });
  playground.setState({ saveRun: () => keeper.save() });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keeper.save();
  });
  addEventListener('pagehide', () => keeper.saveLast());
}

/** Without `crypto.randomUUID`, which pages have only where their connection is secure. */
function newSlot(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}

function startKeeper(): Worker {
  return new Worker(new URL('../files/keeper-worker.ts', import.meta.url), { type: 'module' });
}

/** Another experiment than the address names is offered; drawings belong to none. */
function beginWith(
  playground: PlaygroundStore,
  drawings: Drawings,
  address: Spec | null,
  { found, isSameTab }: Claim,
): void {
  const { begin } = playground.getState();
  if (!found) {
    begin(null, false);
    return;
  }
  const { run } = found;
  const present = presentRun(run, address, isSameTab);
  begin(present ?? run, present !== null);
  if (drawings.current().length === 0 && run.drawings.length > 0) drawings.show(run.drawings);
}

/**
 * The kept run as the page begins with it; null where the address names another experiment. In the run's
 * own tab the address may have other training settings: it follows them at once, the record in seconds.
 */
export function presentRun(
  kept: KeptRun,
  address: Spec | null,
  isSameTab: boolean,
): KeptRun | null {
  if (!address || isEqual(address, kept.spec)) return kept;
  const { network, seed, training } = kept.spec;
  const isSameNetwork = isEqual([address.network, address.seed], [network, seed]);
  if (!isSameTab || !isSameNetwork) return null;
  const keepsOptimizer = address.training.optimizer === training.optimizer;
  const checkpoint = keepsOptimizer ? kept.checkpoint : withFreshOptimizer(kept.checkpoint);
  return { ...kept, spec: address, checkpoint };
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

async function tellIfEvicted(runs: KeptRuns, playground: PlaygroundStore): Promise<void> {
  const slots = await runs.slots().catch(() => null);
  if (slots?.length !== 0) return;
  clearKeptMark();
  playground.getState().notify(EVICTED);
}

async function removeOld(runs: KeptRuns, locks: SlotLocks | null): Promise<void> {
  try {
    const held = await locks?.held();
    const gone = (await runs.slots()).filter((slot) => !held?.has(slot));
    for (const slot of gone.slice(MAX_GONE)) await runs.remove(slot);
  } catch {
    // Storage that is forbidden has no old runs, and the first write says so.
  }
}

function askBeforeLeaving(asks: boolean): void {
  if (asks) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
