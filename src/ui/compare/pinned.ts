import { useStore } from 'zustand';
import { createPinnedRuns, type PinnedRun, type PinnedRuns } from '../../store/pinned-runs.ts';
import { browserStorage } from '../../store/run-storage.ts';

/** One for the page: what could not be stored must outlive the view. */
const pinnedRuns = createPinnedRuns(browserStorage());

export function usePinned<T>(selector: (pinned: PinnedRuns) => T): T {
  return useStore(pinnedRuns, selector);
}

/** Its actions: they stay the same. */
export const pinned = pinnedRuns.getState();

/** The pinned runs that are compared, in the order of their colours. */
export function useCompared(): PinnedRun[] {
  const runs = usePinned((state) => state.runs);
  const shown = usePinned((state) => state.shown);
  return shown.flatMap((key) => runs.find(({ pinnedAt }) => pinnedAt === key) ?? []);
}
