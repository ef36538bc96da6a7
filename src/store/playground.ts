import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ActionContext } from './action-context.ts';
import { initialState } from './initial.ts';
import { runActions } from './run-actions.ts';
import { Session, type Workers } from './session.ts';
import { specActions } from './spec-actions.ts';
import type { Playground } from './state.ts';
import { viewActions } from './view-actions.ts';

export type PlaygroundStore = StoreApi<Playground>;

/**
 * The store of one playground, with its workers started and the data set on its way.
 *
 * @param baseUrl the page's folder, where the data set's packs lie
 * @param workers starts the workers; tests hand in their own
 */
export function createPlayground(baseUrl: string, workers: Workers = realWorkers): PlaygroundStore {
  const store = createStore<Playground>()((set, get) => {
    const context: ActionContext = { get, set, session: () => session };
    return {
      ...initialState(),
      ...runActions(context),
      ...specActions(context),
      ...viewActions(context),
    };
  });
  const session = new Session(baseUrl, workers, store);
  session.open();
  return store;
}

const realWorkers: Workers = {
  trainer: () =>
    new Worker(new URL('../trainer/trainer-worker.ts', import.meta.url), { type: 'module' }),
  viewer: () =>
    new Worker(new URL('../trainer/viewer-worker.ts', import.meta.url), { type: 'module' }),
  analyst: () =>
    new Worker(new URL('../trainer/analyst-worker.ts', import.meta.url), { type: 'module' }),
};
