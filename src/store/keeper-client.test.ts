import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { KeptChange } from '../files/kept-runs.ts';
import { FakeWorker } from './fake-worker.ts';
import { KeeperClient } from './keeper-client.ts';

let workers: FakeWorker[];
let client: KeeperClient;

const worker = () => workers.at(-1) as FakeWorker;
const find = (slot: string) => client.ask('find', { slots: [slot], wanted: null });

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  client = new KeeperClient(() => {
    workers.push(new FakeWorker());
    return worker();
  });
});

afterEach(() => {
  vi.useRealTimers();
});

it('starts its worker with the first request, and gives each the reply to it', async () => {
  expect(workers).toEqual([]);
  const [a, b] = [find('a'), find('b')];
  expect(worker().sent).toMatchObject([{ id: 1, kind: 'find' }, { id: 2 }]);
  worker().say({ id: 2, answer: null, problem: null });
  worker().say({ id: 1, answer: null, problem: 'refused' });
  expect(await b).toBeNull();
  await expect(a).rejects.toMatchObject({ problem: 'refused' });
});

it('asks again after a worker was lost, and says so after the last', async () => {
  const asked = client.ask('write', {} as KeptChange);
  const refused = expect(asked).rejects.toMatchObject({ problem: 'notLoaded' });
  for (let i = 0; i < 4; i++) {
    expect(worker().sent).toMatchObject([{ id: 1, kind: 'write' }]);
    worker().onerror?.({ message: 'not found' } as ErrorEvent);
    await vi.advanceTimersByTimeAsync(5000);
  }
  await refused;
});
