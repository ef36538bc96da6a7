import { useEffect, useState } from 'react';
import type { Playground, PlaygroundActions, Questions } from '../../store/state.ts';
import { usePlaygroundStore } from '../playground.ts';
import { type Extent, extentOf, steadyExtent } from './viewport.ts';

/** Test digits on the map. */
export const SHOWN = 2000;

/** Milliseconds between two maps at least, and how many times as long as the last one took. */
const INTERVAL = 400;
const REST = 3;

export type MapMethod = 'pca' | 'umap';
export type MapAnswer = Questions['latentMap']['answer'];

/** What of the map is there. */
export interface MapState {
  map: MapAnswer | null;
  /** The stretch of the plane that is shown. */
  extent: Extent | null;
  /** How much of the first map is done, 0 to 1. */
  done: number;
  /** Why there is no map, a sentence. */
  failed: string | null;
}

const NOTHING: MapState = { map: null, extent: null, done: 0, failed: null };

function askForMap(
  actions: PlaygroundActions,
  method: MapMethod,
  before: Float32Array<ArrayBuffer> | null,
  signal: AbortSignal,
  onProgress: (done: number) => void,
) {
  return actions.ask('latentMap', { count: SHOWN, method, before }, { signal, onProgress });
}

/**
 * The map of the newest network, asked for again whenever there are newer parameters, and after a rest:
 * the analyst takes a processor that training may need.
 */
export function useLatentMap(method: MapMethod): MapState {
  const store = usePlaygroundStore();
  const [state, setState] = useState<MapState>(NOTHING);

  useEffect(() => {
    const stop = new AbortController();
    setState(NOTHING);
    void follow(stop.signal);
    return () => stop.abort();

    async function follow(signal: AbortSignal): Promise<void> {
      let shown: Playground['model'] = null;
      let network: Playground['spec']['network'] | null = null;
      let before: Float32Array<ArrayBuffer> | null = null;
      while (!signal.aborted) {
        const { model, spec } = await parametersOtherThan(shown, signal);
        if (spec.network !== network) {
          before = null;
          setState(NOTHING);
        }
        [shown, network] = [model, spec.network];
        const started = performance.now();
        const onProgress = (done: number) => setState((old) => ({ ...old, done }));
        try {
          const { answer: map } = await askForMap(
            store.getState(),
            method,
            before,
            signal,
            onProgress,
          );
          before = map.points;
          const now = extentOf(map.points);
          setState(({ extent }) => ({
            map,
            extent: steadyExtent(extent, now),
            done: 1,
            failed: null,
          }));
        } catch (error) {
          setState({ ...NOTHING, failed: error instanceof Error ? error.message : String(error) });
        }
        await rest(Math.max(INTERVAL, REST * (performance.now() - started)), signal);
      }
    }

    /** Resolves when there are parameters that have not been shown; never once aborted. */
    function parametersOtherThan(
      shown: Playground['model'],
      signal: AbortSignal,
    ): Promise<Playground> {
      return new Promise((resolve) => {
        const look = (playground: Playground) => {
          const { model } = playground;
          if (!model || model.parameters === shown?.parameters) return;
          unsubscribe();
          resolve(playground);
        };
        const unsubscribe = store.subscribe(look);
        signal.addEventListener('abort', unsubscribe);
        look(store.getState());
      });
    }
  }, [store, method]);

  return state;
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
