import { withFreshOptimizer } from '../spec/checkpoint.ts';
import { type OptimizerKind, optimizers } from '../spec/optimizers.ts';
import type { ActionContext } from './action-context.ts';
import { initialProgress } from './initial.ts';
import { branchNotice } from './sentences.ts';
import type { PlaygroundActions } from './state.ts';
import { backTo, type Moment } from './timeline.ts';

type PastActions = Pick<PlaygroundActions, 'showMoment' | 'trainFromPast'>;

/** Looking at a run as it was, and going on from there. */
export function pastActions({ get, set, session }: ActionContext): PastActions {
  return {
    showMoment(moment) {
      if (moment === get().past) return;
      set({ past: moment });
      session().showCheckpoint(moment?.checkpoint ?? null);
    },
    trainFromPast() {
      const { past, spec, history, timeline } = get();
      if (!past) return;
      const { checkpoint } = past;
      const { step, epoch } = checkpoint;
      const progress = { ...initialProgress(spec.training.epochs), epoch };
      const isExact = keepsOptimizer(past, spec.training.optimizer);
      session().setAside();
      session().build(spec, isExact ? checkpoint : withFreshOptimizer(checkpoint));
      set({
        ...backTo(step, { history, timeline, progress }),
        phase: 'training',
      });
      get().notify(branchNotice(step, isExact));
      session().train('stopped');
    },
  };
}

/** Whether training goes on from a moment with the optimizer's arrays of then: exactly as before. */
export function keepsOptimizer({ checkpoint, optimizer }: Moment, now: OptimizerKind): boolean {
  const slots = optimizers[now].slots.length * checkpoint.parameters.length;
  return optimizer === now && checkpoint.slots.length === slots;
}
