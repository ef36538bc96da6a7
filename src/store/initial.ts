import type { Progress } from '../protocol/trainer.ts';
import { type BackendKind, type BackendStatus, backends } from '../spec/backends.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Spec } from '../spec/spec.ts';
import type { PlaygroundState } from './state.ts';
import { NO_TIMELINE } from './timeline.ts';

/** The counters of a run that has not begun. */
export function initialProgress(epochs: number): Progress {
  return {
    step: 0,
    epoch: 0,
    epochs,
    epochProgress: 0,
    loss: null,
    validation: null,
    validationImages: 0,
    overlap: null,
    activity: null,
    imagesPerSecond: null,
    elapsed: 0,
    remaining: null,
  };
}

/** The page before anything has arrived. */
export function initialState(spec: Spec): PlaygroundState {
  const kinds = Object.keys(backends) as BackendKind[];
  return {
    phase: 'loading',
    isPausing: false,
    pending: null,
    asleep: false,
    spec,
    draft: null,
    progress: initialProgress(spec.training.epochs),
    batch: null,
    history: [],
    images: { arrived: 0, wanted: spec.training.images, failed: null },
    testImages: null,
    backend: {
      choice: 'auto',
      active: null,
      device: null,
      statuses: kinds.map(
        (kind): BackendStatus => ({ kind, available: true, detail: '', software: false }),
      ),
      measuring: null,
      speeds: null,
    },
    notices: [],
    replaced: [],
    startStep: 0,
    picture: new Float32Array(DIGIT_SIZE),
    source: { kind: 'test', index: 0 },
    input: null,
    target: null,
    spread: null,
    isPicturing: false,
    activations: null,
    codeByHand: null,
    digits: null,
    timeline: NO_TIMELINE,
    past: null,
    model: null,
    view: 'network',
    selectedLayer: null,
  };
}
