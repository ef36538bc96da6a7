import { beforeEach, expect, it } from 'vitest';
import { presetSpec } from '../spec/presets.ts';
import { AnalystClient, type ModelCommand } from './analyst-client.ts';
import { FakeWorker } from './fake-worker.ts';

let workers: FakeWorker[];
let model: ModelCommand | null;
let client: AnalystClient;

const worker = () => workers.at(-1) as FakeWorker;
const decode = (signal = new AbortController().signal) =>
  client.ask('decode', { codes: new Float32Array(32) }, signal);

beforeEach(() => {
  workers = [];
  model = {
    type: 'model',
    spec: presetSpec('vanilla'),
    stage: null,
    parameters: new Float32Array(4),
  };
  const start = () => {
    workers.push(new FakeWorker());
    return worker();
  };
  client = new AnalystClient(start, 'https://example.org/', () => model);
});

it('starts no worker and says why while there is no network', async () => {
  model = null;
  await expect(decode()).rejects.toThrow('There is no network to look at yet.');
  expect(workers).toEqual([]);
});

it('answers what was asked before it closes', async () => {
  const pictures = new Float32Array(784);
  const asked = decode();
  client.closeWhenIdle();
  expect(worker().ended).toBe(false);
  worker().say({ type: 'answer', id: 1, answer: { pictures } });
  expect(await asked).toEqual({ pictures });
  expect(worker().ended).toBe(true);
});

it('closes at once when what was asked is taken back, and opens again for the next question', () => {
  const stop = new AbortController();
  void decode(stop.signal);
  client.closeWhenIdle();
  stop.abort();
  expect(worker().ended).toBe(true);
  void decode();
  expect(workers).toHaveLength(2);
  expect(worker().ended).toBe(false);
  expect(worker().sent).toContain(model);
});

it('says so when its worker stops, and starts another for the next question', async () => {
  const asked = decode();
  worker().onerror?.({} as ErrorEvent);
  await expect(asked).rejects.toThrow('The view’s worker stopped; try again.');
  void decode();
  expect(workers).toHaveLength(2);
});
