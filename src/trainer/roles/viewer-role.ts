import { Heart } from '../../protocol/heart.ts';
import type { ViewerCommand } from '../../protocol/viewer.ts';
import { Viewer } from '../viewer.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Milliseconds that a few pictures may take: the reference engine on a slow machine. */
const ANSWERING_GRACE = 15_000;

/** Makes this worker the viewer. */
export function startViewer(): void {
  const heart = new Heart((beat) => self.postMessage(beat));
  const viewer = new Viewer((event) => self.postMessage(event));
  self.onmessage = ({ data }: MessageEvent<ViewerCommand[]>) => {
    heart
      .patiently(() => viewer.take(data), ANSWERING_GRACE)
      .catch((error) =>
        // Thrown outside of the promise, so that the page's `onerror` hears of it.
        setTimeout(() => {
          throw error;
        }),
      );
  };
}
