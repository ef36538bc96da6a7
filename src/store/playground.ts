import { createStore, type StoreApi } from 'zustand/vanilla';
import { presetSpec } from '../spec/presets.ts';
import type { ActionContext } from './action-context.ts';
import { fileActions } from './file-actions.ts';
import { initialState } from './initial.ts';
import { keptActions } from './kept-actions.ts';
import { pastActions } from './past-actions.ts';
import { runActions } from './run-actions.ts';
import { Session } from './session.ts';
import { specActions } from './spec-actions.ts';
import { startWorker } from './start-worker.ts';
import type { Playground } from './state.ts';
import { viewActions } from './view-actions.ts';
import type { Workers } from './workers.ts';

export type PlaygroundStore = StoreApi<Playground>;

/**
 * The store of one playground, with its workers started and the data set on its way.
 *
 * @param baseUrl the page's folder, where the data set's packs lie
 * @param start what to begin with in place of the usual experiment
 * @param workers starts the workers; tests hand in their own
 * @param waits whether nothing is built before `begin`, which brings a run of an earlier visit
 */
export function createPlayground(
  baseUrl: string,
  start: Partial<Pick<Playground, 'spec' | 'view' | 'notices'>> = {},
  workers: Workers = realWorkers,
  waits = false,
): PlaygroundStore {
  const firstSpec = start.spec ?? presetSpec('vanilla');
  const store = createStore<Playground>()((set, get) => {
    const context: ActionContext = { get, set, session: () => session, firstSpec };
    return {
      ...initialState(firstSpec),
      ...start,
      ...runActions(context),
      ...pastActions(context),
      ...fileActions(context),
      ...specActions(context),
      ...keptActions(context),
      ...viewActions(context),
    };
  });
  const session = new Session(baseUrl, workers, store);
  session.open();
  if (!waits) store.getState().begin(null, false);
  return store;
}

const realWorkers: Workers = {
  trainer: () => startWorker('trainer'),
  viewer: () => startWorker('viewer'),
  analyst: () => startWorker('analyst'),
  prober: () => startWorker('prober'),
};
