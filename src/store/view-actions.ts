import { centreDrawing, shrinkDrawing } from '../data/drawing.ts';
import type { ActionContext } from './action-context.ts';
import { testPicture } from './pictures.ts';
import type { PlaygroundActions } from './state.ts';

type ViewActions = Pick<
  PlaygroundActions,
  | 'showDrawing'
  | 'showTestImage'
  | 'moveCode'
  | 'setCode'
  | 'releaseCode'
  | 'selectLayer'
  | 'showView'
  | 'ask'
  | 'optimizerState'
>;

/** What goes into the hourglass, and what of it is looked at. */
export function viewActions({ get, set, session }: ActionContext): ViewActions {
  const show = (picture: Float32Array<ArrayBuffer>) => {
    session().show({ type: 'picture', picture });
    set({ picture, codeByHand: null });
  };
  const setCode = (code: Float32Array<ArrayBuffer>) => {
    session().moveCode(code);
    set({ codeByHand: code });
  };
  return {
    showDrawing({ ink, side, center }) {
      set({ source: { kind: 'drawing' } });
      const toPicture = center ? centreDrawing : shrinkDrawing;
      show(toPicture({ width: side, height: side, values: ink }));
    },
    showTestImage(index) {
      const { testImages } = get();
      if (!testImages) return;
      set({ source: { kind: 'test', index } });
      show(testPicture(testImages, index));
    },
    moveCode(unit, value) {
      const { codeByHand, activations, spec } = get();
      const code = codeByHand ?? activations?.[spec.network.encoder.length - 1];
      if (!code?.length) return;
      setCode(code.with(unit, value));
    },
    setCode,
    releaseCode() {
      session().moveCode(null);
      set({ codeByHand: null });
    },
    showView(view) {
      set({ view });
      if (view === 'network') session().analyst.closeWhenIdle();
    },
    optimizerState: () => session().optimizerState(),
    ask(kind, asks, options) {
      const { analyst } = session();
      const { model, asleep } = get();
      const about = options.model ?? model;
      if (!about) return Promise.reject(new Error('There is no network to look at yet.'));
      const answered = analyst.ask(about, kind, asks, options);
      // One that sleeps keeps no worker for a next question.
      if (asleep) analyst.closeWhenIdle();
      return answered;
    },
    selectLayer(index) {
      set({ selectedLayer: index });
    },
  };
}
