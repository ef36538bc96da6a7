import type { ActionContext } from './action-context.ts';
import { pauseNotice } from './sentences.ts';
import type { PlaygroundActions } from './state.ts';

type RunActions = Pick<
  PlaygroundActions,
  | 'train'
  | 'pause'
  | 'step'
  | 'sleep'
  | 'wake'
  | 'reset'
  | 'restoreNetwork'
  | 'chooseBackend'
  | 'retryImages'
  | 'dismissNotice'
>;

/** Transport, backend, and what notices offer. */
export function runActions({ get, set, session }: ActionContext): RunActions {
  /** Whether an epoch is left; says so when not. */
  const canTrain = () => {
    const { phase, asleep, progress, spec } = get();
    if (asleep || phase === 'loading' || phase === 'training') return false;
    if (progress.epoch < spec.training.epochs) return true;
    set({ notice: pauseNotice('epochs', spec.training) });
    return false;
  };
  /** Missing images are still missing when training starts; other notices are done with. */
  const lasting = () => {
    const { notice } = get();
    return notice?.action === 'retryImages' ? notice : null;
  };
  return {
    train() {
      if (!canTrain()) return;
      get().showMoment(null);
      set({ phase: 'training', notice: lasting() });
      session().command({ type: 'train', until: 'stopped' });
    },
    pause() {
      if (get().phase !== 'training') return;
      set({ phase: 'paused' });
      session().command({ type: 'pause' });
    },
    step(unit) {
      if (!canTrain()) return;
      get().showMoment(null);
      set({ phase: 'training', notice: lasting() });
      session().command({ type: 'train', until: unit });
    },
    sleep() {
      if (get().asleep) return;
      set({ asleep: true, phase: get().phase === 'training' ? 'paused' : get().phase });
      session().sleep();
    },
    wake() {
      if (!get().asleep) return;
      set({ asleep: false });
      session().wake();
    },
    reset() {
      set({ notice: null });
      session().build(get().spec, null);
    },
    restoreNetwork() {
      session().bringBack();
    },
    chooseBackend(choice) {
      set({ backend: { ...get().backend, choice } });
      session().command({ type: 'backend', choice });
      if (get().spec.training.reproducible) get().setTraining({ reproducible: false });
    },
    retryImages() {
      // Without any image the page is where it began.
      set(get().testImages ? { notice: null } : { notice: null, phase: 'loading' });
      session().command({ type: 'retryImages' });
    },
    dismissNotice() {
      set({ notice: null });
    },
  };
}
