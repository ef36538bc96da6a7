import type { ActionContext } from './action-context.ts';
import { initialProgress } from './initial.ts';
import { branchNotice } from './sentences.ts';
import type { PlaygroundActions } from './state.ts';
import { backTo, checkpointOf, keepsOptimizer, momentTowards } from './timeline.ts';

type PastActions = Pick<PlaygroundActions, 'showMoment' | 'trainFromPast'>;

/** Looking at a run as it was, and going on from there. */
export function pastActions({ get, set, session }: ActionContext): PastActions {
  return {
    showMoment(step) {
      const { past, timeline } = get();
      const newest = timeline.moments.at(-1);
      const shown = past ?? newest;
      const chosen = step === null || !shown ? null : momentTowards(timeline.moments, shown, step);
      const moment = chosen === newest ? null : (chosen ?? null);
      if (moment === past) return;
      set({ past: moment });
      session().showCheckpoint(moment?.checkpoint ?? null);
    },
    trainFromPast() {
      const { past, spec, history, timeline } = get();
      if (!past) return;
      const { step, epoch } = past.checkpoint;
      const progress = { ...initialProgress(spec.training.epochs), epoch };
      const isExact = keepsOptimizer(past, spec.training.optimizer);
      session().setAside();
      session().build(spec, checkpointOf(past, spec.training.optimizer));
      set({
        ...backTo(step, { history, timeline, progress }),
        phase: 'training',
      });
      get().notify(branchNotice(step, isExact));
      session().train('stopped');
    },
  };
}
