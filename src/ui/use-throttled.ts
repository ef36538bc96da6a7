import { useEffect, useState } from 'react';
import type { Playground } from '../store/state.ts';
import { usePlaygroundStore } from './playground.ts';

/**
 * A value that changes with every snapshot, rendered at most once every `milliseconds`; always ends
 * on the newest. `selector` must stay the same function.
 */
export function useThrottled<T>(selector: (playground: Playground) => T, milliseconds: number): T {
  const store = usePlaygroundStore();
  const [value, setValue] = useState(() => selector(store.getState()));

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let shown = selector(store.getState());
    setValue(() => shown);
    const show = () => {
      timer = null;
      const newest = selector(store.getState());
      if (Object.is(newest, shown)) return;
      shown = newest;
      setValue(() => newest);
      timer = setTimeout(show, milliseconds);
    };
    const unsubscribe = store.subscribe((playground) => {
      if (timer === null && !Object.is(selector(playground), shown)) show();
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store, selector, milliseconds]);

  return value;
}
