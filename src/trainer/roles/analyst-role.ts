import type { AnalystCommand } from '../../protocol/analyst.ts';
import { Heart } from '../../protocol/heart.ts';
import { Analyst } from '../analyst.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Makes this worker the analyst. */
export function startAnalyst(): void {
  const heart = new Heart((beat) => self.postMessage(beat));
  const analyst = new Analyst((event) => self.postMessage(event), heart);
  self.onmessage = ({ data }: MessageEvent<AnalystCommand>) => analyst.receive(data);
}
