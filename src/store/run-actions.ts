import type { ActionContext } from './action-context.ts';
import { whileTraining, withNotice, withoutNotice } from './notices.ts';
import { offerOf } from './replaced-runs.ts';
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
  | 'restartViewer'
  | 'notify'
  | 'dismissNotice'
>;

/** Transport, backend, and what notices offer. */
export function runActions({ get, set, session }: ActionContext): RunActions {
  /** Whether an epoch is left; says so when not. */
  const canTrain = () => {
    const { phase, asleep, progress, spec } = get();
    if (asleep || phase === 'loading' || phase === 'training') return false;
    if (progress.epoch < spec.training.epochs) return true;
    const notice = pauseNotice('epochs', spec.training);
    if (notice) get().notify(notice);
    return false;
  };
  return {
    train() {
      if (!canTrain()) return;
      get().showMoment(null);
      set({ phase: 'training', notices: whileTraining(get().notices) });
      session().train('stopped');
    },
    pause() {
      if (get().phase !== 'training') return;
      set({ phase: 'paused' });
      session().pause();
    },
    step(unit) {
      if (!canTrain()) return;
      get().showMoment(null);
      set({ phase: 'training', notices: whileTraining(get().notices) });
      session().train(unit);
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
      set({ notices: withoutNotice(get().notices, 'outcome') });
      session().startOver(get().spec);
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
      const notices = withoutNotice(get().notices, 'images');
      set(get().testImages ? { notices } : { notices, phase: 'loading' });
      session().command({ type: 'retryImages' });
    },
    restartViewer() {
      session().restartViewer();
    },
    notify(notice) {
      set({ notices: withNotice(get().notices, notice) });
    },
    dismissNotice(subject) {
      const { notices, replaced } = get();
      if (subject === 'bringBack') set(offerOf(replaced.slice(0, -1), notices));
      else set({ notices: withoutNotice(notices, subject) });
    },
  };
}
