import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeWorker, kept, testImages } from '../store/fake-worker.ts';
import { createPlayground } from '../store/playground.ts';
import type { Connection } from './connection.ts';
import { Embed } from './embed.ts';
import type { FrameMessage } from './messages.ts';
import { serveHost } from './serve-host.ts';

/** What an analyst is asked. */
interface Question {
  id: number;
  kind: string;
  model: unknown;
}

let sent: FrameMessage[];
let say: (message: unknown) => void;
let trainer: FakeWorker;
let analyst: FakeWorker;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  trainer = new FakeWorker();
  analyst = new FakeWorker();
  const workers = {
    trainer: () => trainer,
    viewer: () => new FakeWorker(),
    analyst: () => analyst,
    prober: () => new FakeWorker(),
  };
  const connection: Pick<Connection, 'listen' | 'send'> = {
    listen: (listener) => {
      say = listener;
    },
    send: (message) => sent.push(message),
  };
  serveHost(
    connection as Connection,
    new Embed(createPlayground('https://example.org/', {}, workers), {}),
  );
});

afterEach(() => vi.useRealTimers());

it('looks at 500 messages of a host in a second, and at the next one in the next second', () => {
  // No network stands, so that no request is answered: 32 wait, the others are refused.
  for (let id = 0; id < 20_000; id++) say({ id, method: 'getState' });
  expect(sent).toHaveLength(500 - 32);
  vi.advanceTimersByTime(1000);
  say({ id: 20_000, method: 'getState' });
  expect(sent.at(-1)).toMatchObject({ type: 'refusal', id: 20_000 });
});

it('decodes a picture by the network that encoded it, whatever is configured meanwhile', async () => {
  trainer.say({ type: 'built', run: trainer.run, ...kept(0) });
  trainer.say(testImages());
  const asked = async (kind: string) => {
    await vi.advanceTimersByTimeAsync(1);
    const found = (analyst.sent as Question[]).findLast((command) => command.kind === kind);
    if (!found) throw new Error(`Nobody asked to ${kind}.`);
    return found;
  };
  say({ id: 1, method: 'reconstruct', pixels: new Float32Array(784) });
  const encode = await asked('encode');

  say({ id: 2, method: 'configure', options: { preset: 'deep' } });
  await vi.advanceTimersByTimeAsync(1);
  trainer.say({ type: 'built', run: trainer.run, ...kept(0) });
  analyst.say({ type: 'answer', id: encode.id, answer: { codes: new Float32Array(32) } });

  const decode = await asked('decode');
  expect(decode).toMatchObject({ model: encode.model, asks: { codes: { length: 32 } } });
  const pictures = new Float32Array(784);
  analyst.say({ type: 'answer', id: decode.id, answer: { pictures } });
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toContainEqual({ type: 'answer', id: 1, value: pictures });
});
