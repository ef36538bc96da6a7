import { withFreshOptimizer } from '../spec/checkpoint.ts';
import type { ActionContext } from './action-context.ts';
import { cutAfter } from './history.ts';
import { initialProgress } from './initial.ts';
import { keepsOptimizer } from './past-actions.ts';
import { outcome, refusedNotice } from './sentences.ts';
import type { PlaygroundActions } from './state.ts';

type FileActions = Pick<
  PlaygroundActions,
  'experiment' | 'openExperiment' | 'openWeights' | 'refuseFile'
>;

/** The experiment as it is saved and opened. */
export function fileActions({ get, set, session }: ActionContext): FileActions {
  return {
    experiment(drawings) {
      const { past, timeline, spec, history } = get();
      const moment = past ?? timeline.moments.at(-1);
      if (!moment) return null;
      const isExact = keepsOptimizer(moment, spec.training.optimizer);
      const checkpoint = isExact ? moment.checkpoint : withFreshOptimizer(moment.checkpoint);
      return { spec, checkpoint, history: cutAfter(history, checkpoint.step), drawings };
    },
    openExperiment({ spec, checkpoint, history }) {
      const { step, epoch, elapsed } = checkpoint;
      session().setAside();
      session().build(spec, checkpoint);
      const last = history.at(-1);
      set({
        history: [...history],
        progress: {
          ...initialProgress(spec.training.epochs),
          step,
          epoch,
          elapsed,
          epochProgress: last?.step === step ? Math.min(1, Math.max(0, last.epoch - epoch)) : 0,
          loss: last?.training ?? null,
        },
        ...(get().testImages && step > 0 ? { phase: 'paused' } : {}),
      });
      const text = `The experiment is open: it trains on from step ${step.toLocaleString('en')}.`;
      get().notify(outcome('info', text));
    },
    refuseFile(problem) {
      get().notify(refusedNotice(problem));
    },
    openWeights(parameters) {
      const { spec } = get();
      session().setAside();
      const start = { step: 0, optimizerStart: 0, epoch: 0, position: 0, elapsed: 0 };
      session().build(spec, { parameters, slots: new Float32Array(0), ...start });
      set({ history: [], progress: initialProgress(spec.training.epochs) });
      get().notify(outcome('info', 'The weights are open: training begins with them.'));
    },
  };
}
