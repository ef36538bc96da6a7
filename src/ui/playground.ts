import { createContext, useContext, useMemo } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { type NetworkSummary, summarize } from '../spec/network.ts';
import type { Playground, PlaygroundActions } from '../store/state.ts';

const PlaygroundContext = createContext<StoreApi<Playground> | null>(null);

export const PlaygroundProvider = PlaygroundContext.Provider;

/** The store itself, for what must not render: canvases, status text, event handlers. */
export function usePlaygroundStore(): StoreApi<Playground> {
  const store = useContext(PlaygroundContext);
  if (!store) throw new Error('No playground above this component.');
  return store;
}

/** Renders again when the selected value changes; select nothing that changes with every snapshot. */
export function usePlayground<T>(selector: (playground: Playground) => T): T {
  return useStore(usePlaygroundStore(), selector);
}

export function useActions(): PlaygroundActions {
  return usePlaygroundStore().getState();
}

/** Shapes and parameters of the network that runs. */
export function useSummary(): NetworkSummary {
  const network = usePlayground((playground) => playground.spec.network);
  return useMemo(() => summarize(network), [network]);
}
