import type { StoreApi } from 'zustand';
import { pageChunk } from '../loading/load-chunk.ts';
import type { Spec } from '../spec/spec.ts';
import { notKeptNotice } from '../store/keeping-problems.ts';
import type { PlaygroundStore } from '../store/playground.ts';
import type { Drawings } from '../store/run-keeper.ts';
import { type Drawing, savedDrawings } from '../ui/drawing/drawing.ts';

const RETRY_MS = 30_000;

const load = pageChunk(() => import('../store/keep-runs.ts'));

/**
 * Keeps the page's run for the next visit; tries again and again where that part of the page does not load.
 * Resolves when the run of an earlier visit is back, or is not to be had.
 * @param address the experiment that the page's address names; null where it names none
 */
export async function keepPage(
  playground: PlaygroundStore,
  drawing: StoreApi<Drawing>,
  address: Spec | null,
): Promise<void> {
  const part = await load().catch(() => null);
  const { notify, dismissNotice } = playground.getState();
  if (part) {
    dismissNotice('storage');
    await part.keepRuns(playground, drawingsOn(drawing), address);
  } else {
    notify(notKeptNotice('notLoaded'));
    setTimeout(() => void keepPage(playground, drawing, address), RETRY_MS);
  }
}

/** The drawings on the pad, as they are kept. */
function drawingsOn(drawing: StoreApi<Drawing>): Drawings {
  let current = savedDrawings(drawing.getState());
  drawing.subscribe((now, before) => {
    const isSame =
      now.strokes === before.strokes && now.brush === before.brush && now.center === before.center;
    if (!isSame) current = savedDrawings(now);
  });
  return {
    current: () => current,
    show: ([saved]) => saved && drawing.setState(saved),
    subscribe: (listener) => drawing.subscribe(listener),
  };
}
