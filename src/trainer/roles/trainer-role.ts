import type { TrainerCommand } from '../../protocol/trainer.ts';
import { Trainer } from '../trainer.ts';

declare const self: DedicatedWorkerGlobalScope;

const trainer = new Trainer((event, transfer = []) => self.postMessage(event, transfer));
self.onmessage = ({ data }: MessageEvent<TrainerCommand>) => trainer.receive(data);
void trainer.live();
