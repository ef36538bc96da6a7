import { Heart } from '../../protocol/heart.ts';
import type { TrainerCommand } from '../../protocol/trainer.ts';
import { Trainer } from '../trainer.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Makes this worker the trainer. */
export function startTrainer(): void {
  const heart = new Heart((beat) => self.postMessage(beat));
  const trainer = new Trainer((event, transfer = []) => self.postMessage(event, transfer), heart);
  self.onmessage = ({ data }: MessageEvent<TrainerCommand>) => trainer.receive(data);
  void trainer.live();
}
