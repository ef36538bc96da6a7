import type { AnalystCommand } from '../../protocol/analyst.ts';
import { Analyst } from '../analyst.ts';

declare const self: DedicatedWorkerGlobalScope;

const analyst = new Analyst((event) => self.postMessage(event));
self.onmessage = ({ data }: MessageEvent<AnalystCommand>) => analyst.receive(data);
