import type { PlaygroundStore } from '../store/playground.ts';
import { outcome } from '../store/sentences.ts';
import type { Playground } from '../store/state.ts';
import { writeLink } from './link.ts';
import { readHash } from './read-hash.ts';

/** Milliseconds without a change before the address follows. */
const SETTLED = 400;

/**
 * Keeps the address' hash at the experiment on the screen, and the screen at the hash when the student
 * goes back or forward. Another network, seed or view is a place to go back to; other settings are not.
 */
export function followAddress(store: PlaygroundStore): void {
  let written = location.hash;
  const opened = { hash: written, ...store.getState() };
  let place = placeOf(store.getState());
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = async () => {
    const state = store.getState();
    const before = written;
    const hash = await writeLink(state);
    // The student may have gone on, or back, meanwhile.
    const isLate = written !== before || isOther(store.getState(), state);
    if (hash === null || hash === written || isLate) return;
    const isOtherPlace = placeOf(state) !== place;
    place = placeOf(state);
    written = hash;
    if (isOtherPlace) history.pushState(null, '', hash);
    else history.replaceState(null, '', hash);
  };

  store.subscribe((state, before) => {
    if (!isOther(state, before)) return;
    clearTimeout(timer);
    timer = setTimeout(write, SETTLED);
  });

  addEventListener('popstate', async () => {
    const { hash } = location;
    if (hash === written) return;
    clearTimeout(timer);
    written = hash;
    const before = store.getState();
    const { shared, problem } = await readHash(hash);
    // The student may have gone on meanwhile: to another address, or to another experiment.
    if (hash !== written || isOther(store.getState(), before)) return;
    // A bare address is that of the experiment it was opened with.
    const target = shared ?? (hash === opened.hash ? opened : null);
    if (target) store.getState().openShared(target.spec, target.view);
    place = placeOf(store.getState());
    if (problem) store.getState().notify(outcome('warning', problem));
  });
}

/** Whether an address for one would be wrong for the other. */
function isOther(a: Playground, b: Playground): boolean {
  return a.spec !== b.spec || a.view !== b.view;
}

function placeOf({ spec, view }: Playground): string {
  return JSON.stringify([spec.network, spec.seed, view]);
}
