import { Heart } from '../protocol/heart.ts';
import { answerKeeper } from './keeper.ts';
import type { KeeperRequest } from './keeper-requests.ts';
import { keptRuns } from './kept-runs.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Milliseconds that reading, checking or writing a run may block the thread, on a slow machine. */
const WORKING_GRACE = 30_000;

const heart = new Heart((beat) => self.postMessage(beat));
const runs = keptRuns();
self.onmessage = async ({ data }: MessageEvent<KeeperRequest>) => {
  self.postMessage(await heart.patiently(() => answerKeeper(runs, data), WORKING_GRACE));
};
