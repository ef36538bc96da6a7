import type { ActionContext } from './action-context.ts';
import { cutAfter } from './history.ts';
import { initialProgress } from './initial.ts';
import { outcome, refusedNotice } from './sentences.ts';
import type { PlaygroundActions } from './state.ts';
import { checkpointOf } from './timeline.ts';

type FileActions = Pick<
  PlaygroundActions,
  'experiment' | 'openExperiment' | 'openWeights' | 'refuseFile'
>;

const OTHER_NETWORK =
  'Another network was chosen while the weights were being read for the one before: open them again.';

/** The experiment as it is saved and opened. */
export function fileActions({ get, set, session }: ActionContext): FileActions {
  return {
    experiment(drawings) {
      const { past, timeline, spec, history } = get();
      const moment = past ?? timeline.moments.at(-1);
      if (!moment) return null;
      const checkpoint = checkpointOf(moment, spec.training.optimizer);
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
    openWeights(parameters, network) {
      const { spec } = get();
      if (JSON.stringify(network) !== JSON.stringify(spec.network)) {
        get().notify(refusedNotice(OTHER_NETWORK));
        return;
      }
      session().setAside();
      const start = { step: 0, optimizerStart: 0, epoch: 0, position: 0, elapsed: 0 };
      session().build(spec, { parameters, slots: new Float32Array(0), ...start });
      set({ history: [], progress: initialProgress(spec.training.epochs) });
      get().notify(outcome('info', 'The weights are open: training begins with them.'));
    },
  };
}
