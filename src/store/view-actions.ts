import { centreDrawing, shrinkDrawing } from '../data/drawing.ts';
import type { ActionContext } from './action-context.ts';
import { testPicture } from './pictures.ts';
import type { Playground, PlaygroundActions } from './state.ts';
import { checkpointOf } from './timeline.ts';

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
  | 'reload'
  | 'saveAndReload'
>;

/** What goes into the hourglass, and what of it is looked at. */
export function viewActions({ get, set, session }: ActionContext): ViewActions {
  const show = (picture: Float32Array<ArrayBuffer>) => {
    session().show({ type: 'picture', picture });
    set({ picture, codeByHand: null });
  };
  const setCode = (code: Float32Array<ArrayBuffer>) => {
    // A view that has not heard of another network yet may still give a code of the one before.
    if (code.length !== codeOf(get())?.length) return;
    session().moveCode(code);
    set({ codeByHand: code });
  };
  return {
    showDrawing({ ink, side, center }) {
      set({ source: { kind: 'drawing' } });
      const toPicture = center ? centreDrawing : shrinkDrawing;
      show(toPicture({ width: side, height: side, values: ink }));
    },
    reload: () => location.reload(),
    async saveAndReload() {
      await get().saveRun?.();
      get().reload();
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
    optimizerState() {
      const { past, timeline, spec } = get();
      const moment = past ?? timeline.moments.at(-1);
      return moment ? checkpointOf(moment, spec.training.optimizer) : null;
    },
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

/** The picture's code; while training goes layer by layer, that of the last layer that runs. */
function codeOf({ activations, spec }: Playground): Float32Array | undefined {
  const encoded = activations?.slice(0, spec.network.encoder.length);
  return encoded?.findLast((values) => values.length > 0);
}
