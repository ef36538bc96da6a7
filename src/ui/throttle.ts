import type { StoreApi } from 'zustand/vanilla';
import type { PlaygroundState } from '../store/state.ts';

/**
 * Calls `show` with a value of the store when it changes, at most once every `milliseconds`, and at
 * once when training begins or ends, at its last batch too: when the page says that it has ended, it
 * shows what it has ended with. Always ends on the newest value.
 * @param shown the value that is shown already
 * @returns the function that ends it
 */
export function throttle<State extends Pick<PlaygroundState, 'phase' | 'isPausing'>, T>(
  store: Pick<StoreApi<State>, 'getState' | 'subscribe'>,
  selector: (state: State) => T,
  milliseconds: number,
  shown: T,
  show: (value: T) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let latest = shown;
  const update = () => {
    timer = null;
    const newest = selector(store.getState());
    if (Object.is(newest, latest)) return;
    latest = newest;
    timer = setTimeout(update, milliseconds);
    show(newest);
  };
  const cancel = () => {
    if (timer !== null) clearTimeout(timer);
  };
  const unsubscribe = store.subscribe(({ phase, isPausing }, before) => {
    const isAsBefore = phase === before.phase && isPausing === before.isPausing;
    if (timer !== null && isAsBefore) return;
    cancel();
    update();
  });
  return () => {
    unsubscribe();
    cancel();
  };
}
