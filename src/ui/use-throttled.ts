import { useEffect, useState } from 'react';
import type { Playground } from '../store/state.ts';
import { usePlaygroundStore } from './playground.ts';
import { throttle } from './throttle.ts';

/**
 * A value that changes with every snapshot, rendered at most once every `milliseconds` and when
 * training begins or ends; always ends on the newest. `selector` must stay the same function.
 */
export function useThrottled<T>(selector: (playground: Playground) => T, milliseconds: number): T {
  const store = usePlaygroundStore();
  const [value, setValue] = useState(() => selector(store.getState()));

  useEffect(() => {
    const shown = selector(store.getState());
    setValue(() => shown);
    return throttle(store, selector, milliseconds, shown, (newest) => setValue(() => newest));
  }, [store, selector, milliseconds]);

  return value;
}
