import type { StoreApi } from 'zustand/vanilla';
import type { Phase } from '../store/state.ts';

/**
 * Calls `show` with a value of the store when it changes, at most once every `milliseconds`, and at
 * once when the phase changes: what training has ended with is shown when the page says that it has
 * ended. Always ends on the newest value.
 * @param shown the value that is shown already
 * @returns the function that ends it
 */
export function throttle<State extends { phase: Phase }, T>(
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
  const unsubscribe = store.subscribe(({ phase }, before) => {
    if (timer !== null && phase === before.phase) return;
    cancel();
    update();
  });
  return () => {
    unsubscribe();
    cancel();
  };
}
