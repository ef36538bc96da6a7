import type { SavedDrawing } from '../files/drawing-schema.ts';
import type { Experiment } from '../files/experiment.ts';
import type { ActionContext } from './action-context.ts';
import { cutAfter } from './history.ts';
import { initialProgress } from './initial.ts';
import { resumedProgress } from './resume.ts';
import { outcome, refusedNotice } from './sentences.ts';
import type { PlaygroundActions, PlaygroundState } from './state.ts';
import { checkpointOf, type Moment } from './timeline.ts';

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
      const { past, timeline } = get();
      const moment = past ?? timeline.moments.at(-1);
      return moment ? experimentAt(moment, get(), drawings) : null;
    },
    openExperiment(experiment) {
      const { spec, checkpoint, history } = experiment;
      const { step } = checkpoint;
      session().setAside();
      session().build(spec, checkpoint);
      set({ history: [...history], progress: resumedProgress(experiment) });
      if (get().testImages && step > 0) set({ phase: 'paused' });
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

/** A run as it was at one of its moments, as it is saved. */
export function experimentAt(
  moment: Moment,
  { spec, history }: Pick<PlaygroundState, 'spec' | 'history'>,
  drawings: readonly SavedDrawing[],
): Experiment {
  const checkpoint = checkpointOf(moment, spec.training.optimizer);
  return { spec, checkpoint, history: cutAfter(history, checkpoint.step), drawings };
}
