import type { StoreApi } from 'zustand/vanilla';
import type { ImagesProgress, PauseReason } from '../protocol/trainer.ts';
import { missingImages, pauseNotice } from './sentences.ts';
import type { Playground } from './state.ts';

/** Images that did not arrive are said once, until they are there. */
export function reportImages(store: StoreApi<Playground>, images: ImagesProgress): void {
  const { notice, images: before } = store.getState();
  store.setState({ images });
  if (images.failed && images.failed !== before.failed) {
    store.setState({ notice: missingImages(images.failed) });
  } else if (!images.failed && notice?.action === 'retryImages') {
    store.setState({ notice: null });
  }
}

/** A pause that was asked for is shown at once, without waiting for the worker. */
export function reportPause(store: StoreApi<Playground>, reason: PauseReason): void {
  const { phase, spec } = store.getState();
  if (reason === 'asked' || phase !== 'training') return;
  const notice = pauseNotice(reason, spec.training);
  store.setState(notice ? { phase: 'paused', notice } : { phase: 'paused' });
}
