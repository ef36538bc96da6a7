import type { ViewerCommand } from '../../protocol/viewer.ts';
import { Viewer } from '../viewer.ts';

declare const self: DedicatedWorkerGlobalScope;

const viewer = new Viewer((event) => self.postMessage(event));
self.onmessage = ({ data }: MessageEvent<ViewerCommand[]>) => viewer.take(data);
