import type { ViewerCommand } from '../../protocol/viewer.ts';
import { Viewer } from '../viewer.ts';

declare const self: DedicatedWorkerGlobalScope;

const viewer = new Viewer((event) => self.postMessage(event));
self.onmessage = ({ data }: MessageEvent<ViewerCommand[]>) => {
  viewer.take(data).catch((error) =>
    // Thrown outside of the promise, so that the page's `onerror` hears of it.
    setTimeout(() => {
      throw error;
    }),
  );
};
