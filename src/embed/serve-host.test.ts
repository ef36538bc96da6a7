import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeWorker } from '../store/fake-worker.ts';
import { createPlayground } from '../store/playground.ts';
import type { Connection } from './connection.ts';
import { Embed } from './embed.ts';
import type { FrameMessage } from './messages.ts';
import { serveHost } from './serve-host.ts';

let sent: FrameMessage[];
let say: (message: unknown) => void;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  const worker = () => new FakeWorker();
  const workers = { trainer: worker, viewer: worker, analyst: worker };
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
