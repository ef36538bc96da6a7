import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { presetSpec } from '../spec/presets.ts';
import { FakeWorker } from './fake-worker.ts';
import { askForFile } from './files-client.ts';

let workers: FakeWorker[];

const worker = () => workers.at(-1) as FakeWorker;
const beat = () => worker().say({ type: 'heartbeat', grace: 30_000 });
const open = () => {
  const { network } = presetSpec('vanilla');
  return askForFile('open', { files: [], network }, () => {
    workers.push(new FakeWorker());
    return worker();
  });
};

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
});

afterEach(() => {
  vi.useRealTimers();
});

it('answers, or says what is wrong with the file, and ends its worker', async () => {
  const asked = open();
  expect(worker().sent).toMatchObject([{ kind: 'open' }]);
  const answer = new Uint8Array(3);
  worker().say({ answer, problem: null });
  expect(await asked).toBe(answer);
  expect(worker().ended).toBe(true);

  const refused = open();
  worker().say({ answer: null, problem: 'The file is empty.' });
  await expect(refused).rejects.toThrow('The file is empty.');
  expect(worker().ended).toBe(true);
});

it.each([
  ['is killed or hangs', () => vi.advanceTimersByTime(31_000)],
  ['throws', () => worker().onerror?.({ message: 'Out of memory' } as ErrorEvent)],
])('says so when its worker %s', async (_, lose) => {
  const asked = open();
  const failure = expect(asked).rejects.toThrow('The worker that reads and writes files stopped');
  beat();
  lose();
  vi.advanceTimersByTime(600_000);
  await failure;
  expect(workers.every(({ ended }) => ended)).toBe(true);
});

it('tries again to load its worker', async () => {
  const asked = open();
  worker().onerror?.({} as ErrorEvent);
  vi.advanceTimersByTime(500);
  expect(worker().sent).toMatchObject([{ kind: 'open' }]);
  const answer = new Uint8Array(3);
  worker().say({ answer, problem: null });
  expect(await asked).toBe(answer);
});

it('says so when its worker cannot be loaded', async () => {
  const asked = open();
  const failure = expect(asked).rejects.toThrow('could not be loaded; check the connection');
  for (let again = 0; again < 4; again++) {
    worker().onerror?.({} as ErrorEvent);
    vi.advanceTimersByTime(5000);
  }
  await failure;
  expect(workers).toHaveLength(4);
});
