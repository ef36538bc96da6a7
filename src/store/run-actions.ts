import type { TrainUntil } from '../protocol/trainer.ts';
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
  /** Trains if an epoch is left, else says so; before the first images are here, as soon as they are. */
  const train = (until: TrainUntil) => {
    const { phase, asleep, progress, spec, testImages } = get();
    if (asleep || phase === 'training') return;
    if (phase === 'loading' || !testImages) {
      set({ pending: until });
    } else if (progress.epoch >= spec.training.epochs) {
      const notice = pauseNotice('epochs', spec.training);
      if (notice) get().notify(notice);
    } else {
      get().showMoment(null);
      set({ phase: 'training', notices: whileTraining(get().notices) });
      session().train(until);
    }
  };
  return {
    train() {
      train('stopped');
    },
    pause() {
      set({ pending: null });
      if (get().phase !== 'training') return;
      set({ phase: 'paused' });
      session().pause();
    },
    step(unit) {
      train(unit);
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
