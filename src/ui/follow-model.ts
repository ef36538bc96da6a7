import type { StoreApi } from 'zustand';
import type { Model, Playground } from '../store/state.ts';

/** Part of the store that is followed. */
type Followed = Pick<StoreApi<Pick<Playground, 'model' | 'phase'>>, 'getState' | 'subscribe'>;

export interface Rest {
  /** Milliseconds between an answer and the next question, at least. */
  least: number;
  /** And as many times what the answer took: it shares the processor with training. */
  times: number;
}

/**
 * Looks at the state of the network that is shown, and again whenever that is another one: after a rest
 * while the network trains, else at once. Ends when aborted.
 * @param look resolves to the milliseconds that it took
 */
export async function followModel(
  store: Followed,
  look: (model: Model) => Promise<number>,
  { least, times }: Rest,
  signal: AbortSignal,
): Promise<void> {
  let model: Model | null = null;
  while (!signal.aborted) {
    model = await modelAfter(store, model, signal);
    const took = await look(model);
    await restWhileTraining(store, Math.max(least, times * took), signal);
  }
}

/** Resolves when another state than that of `before` is shown; never once aborted. */
function modelAfter(store: Followed, before: Model | null, signal: AbortSignal): Promise<Model> {
  return new Promise((resolve) => {
    const look = ({ model }: Pick<Playground, 'model'>) => {
      if (!model || model === before) return;
      unsubscribe();
      resolve(model);
    };
    const unsubscribe = store.subscribe(look);
    signal.addEventListener('abort', unsubscribe);
    look(store.getState());
  });
}

/** Resolves after so many milliseconds, or as soon as the network does not train. */
function restWhileTraining(
  store: Followed,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const look = ({ phase }: Pick<Playground, 'phase'>) => {
      if (phase !== 'training') end();
    };
    const timer = setTimeout(end, milliseconds);
    const unsubscribe = store.subscribe(look);
    signal.addEventListener('abort', end);
    look(store.getState());
  });
}
