import { Heart } from '../../protocol/heart.ts';
import type { ProberCommand } from '../../protocol/prober.ts';
import { Prober } from '../prober.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Makes this worker the prober. */
export function startProber(): void {
  const heart = new Heart((beat) => self.postMessage(beat));
  const prober = new Prober((event) => self.postMessage(event), heart);
  self.onmessage = ({ data }: MessageEvent<ProberCommand>) => void prober.obey(data);
}
