import type { StoreApi } from 'zustand/vanilla';
import type { Fault } from '../protocol/faults.ts';
import type { ProberEvent } from '../protocol/prober.ts';
import type { ImagesProgress, PauseReason, TrainerEvent } from '../protocol/trainer.ts';
import type { ViewerEvent } from '../protocol/viewer.ts';
import { withNotice, withoutNotice } from './notices.ts';
import { tenDigits } from './pictures.ts';
import { faultNotice, missingImages, PLAIN_JAVASCRIPT, pauseNotice } from './sentences.ts';
import type { Playground } from './state.ts';

/** Images that did not arrive are said once, until they are there. */
export function reportImages(store: StoreApi<Playground>, images: ImagesProgress): void {
  const { notices, images: before } = store.getState();
  store.setState({ images });
  if (images.failed && images.failed !== before.failed) {
    store.setState({ notices: withNotice(notices, missingImages(images.failed)) });
  } else if (!images.failed) {
    store.setState({ notices: withoutNotice(notices, 'images') });
  }
}

/** Says once that training has come to plain JavaScript by itself; withdrawn when it leaves there. */
export function reportBackends(
  store: StoreApi<Playground>,
  event: Extract<TrainerEvent | ProberEvent, { type: 'engine' | 'backends' }>,
): void {
  const { backend: before, notices } = store.getState();
  const { type: _, ...news } = event;
  const backend = { ...before, ...news };
  const isSlow = backend.active === 'cpu' && backend.choice === 'auto';
  store.setState({ backend });
  if (!isSlow) store.setState({ notices: withoutNotice(notices, PLAIN_JAVASCRIPT.subject) });
  else if (before.active !== 'cpu') {
    store.setState({ notices: withNotice(notices, PLAIN_JAVASCRIPT) });
  }
}

/**
 * One with a next backend lets training go on.
 * @param isLate whether training was started once more since
 */
export function reportFault(store: StoreApi<Playground>, fault: Fault, isLate: boolean): void {
  const goesOn = isLate || ('next' in fault && fault.next !== null);
  const notices = withNotice(store.getState().notices, faultNotice(fault));
  store.setState({ notices, ...(goesOn ? {} : { phase: 'error' }) });
}

/** What the viewer made of the picture and of the ten digits. */
export function reportPictures(
  store: StoreApi<Playground>,
  event: Exclude<ViewerEvent, { type: 'done' }>,
): void {
  const { testImages, input: before } = store.getState();
  if (event.type === 'activations') {
    const { target, layers: activations, spread } = event;
    // While it trains the same picture goes in again and again: whoever asks about it asks once.
    const input = before && isEqual(before, event.input) ? before : event.input;
    store.setState({ input, target, activations, spread });
  } else if (testImages) {
    const { indices, originals } = tenDigits(testImages);
    const { type: _, ...answered } = event;
    store.setState({ digits: { indices, originals, ...answered } });
  }
}

/** A pause that was asked for is shown at once, without waiting for the worker. */
export function reportPause(store: StoreApi<Playground>, reason: PauseReason): void {
  const { phase, spec, notices } = store.getState();
  if (phase !== 'training') return;
  const notice = pauseNotice(reason, spec.training);
  store.setState({ phase: 'paused', notices: notice ? withNotice(notices, notice) : notices });
}

function isEqual(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
