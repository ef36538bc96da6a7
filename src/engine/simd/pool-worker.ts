import type { PoolAnswer, PoolOrder } from './pool-orders.ts';
import { PoolThread } from './pool-thread.ts';

const answer = (message: PoolAnswer) => self.postMessage(message);
const thread = new PoolThread();

self.onmessage = ({ data }: MessageEvent<PoolOrder>) => {
  try {
    thread.obey(data);
  } catch (error) {
    thread.stop();
    answer({ type: 'stopped', reason: error instanceof Error ? error.message : String(error) });
  }
};
answer({ type: 'ready' });
