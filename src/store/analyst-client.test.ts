import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Model } from '../protocol/model.ts';
import { presetSpec } from '../spec/presets.ts';
import { AnalystClient } from './analyst-client.ts';
import { FakeWorker } from './fake-worker.ts';

let workers: FakeWorker[];
let model: Model;
let client: AnalystClient;

const worker = () => workers.at(-1) as FakeWorker;
const decode = (signal = new AbortController().signal) =>
  client.ask(model, 'decode', { codes: new Float32Array(32) }, { signal });

afterEach(() => {
  vi.useRealTimers();
});

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  model = {
    run: 1,
    step: 0,
    version: 1,
    spec: presetSpec('vanilla'),
    stage: null,
    parameters: new Float32Array(4),
  };
  const start = () => {
    workers.push(new FakeWorker());
    return worker();
  };
  client = new AnalystClient(start, 'https://example.org/');
});

it('answers what was asked before it closes', async () => {
  const pictures = new Float32Array(784);
  const asked = decode();
  client.closeWhenIdle();
  expect(worker().ended).toBe(false);
  worker().say({ type: 'answer', id: 1, answer: { pictures } });
  expect(await asked).toEqual({ answer: { pictures }, model });
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
  expect(worker().sent).toContainEqual({ type: 'model', model });
});

describe('a worker that is lost', () => {
  const beat = () => worker().say({ type: 'heartbeat', grace: 30_000 });
  const hang = () => {
    beat();
    vi.advanceTimersByTime(31_000);
  };

  it('is replaced by one that is asked the same, of the same network, and counts from 0', async () => {
    const done: number[] = [];
    const onProgress = (share: number) => done.push(share);
    const codes = new Float32Array(32);
    const asked = client.ask(model, 'decode', { codes }, { onProgress });
    const other = decode();
    const first = model;
    worker().say({ type: 'progress', id: 1, done: 0.5 });
    model = { ...model, version: 2 };
    hang();
    expect(workers).toHaveLength(2);
    expect(done).toEqual([0.5, 0]);
    expect(worker().sent).toEqual([
      expect.objectContaining({ type: 'open' }),
      { type: 'model', model: first },
      expect.objectContaining({ type: 'ask', id: 1 }),
      expect.objectContaining({ type: 'ask', id: 2 }),
    ]);
    const pictures = new Float32Array(784);
    worker().say({ type: 'answer', id: 1, answer: { pictures } });
    worker().say({ type: 'answer', id: 2, answer: { pictures } });
    const answered = { answer: { pictures }, model: first };
    expect(await Promise.all([asked, other])).toEqual([answered, answered]);
  });

  it('with the same question twice says so, and the other questions are answered', async () => {
    const asked = decode();
    const failure = expect(asked).rejects.toThrow('stopped twice; try again');
    const other = decode();
    hang();
    beat();
    worker().onerror?.({ message: 'Out of memory' } as ErrorEvent);
    vi.advanceTimersByTime(2000);
    await failure;
    const pictures = new Float32Array(784);
    worker().say({ type: 'answer', id: 2, answer: { pictures } });
    expect(await other).toEqual({ answer: { pictures }, model });
    void decode();
    expect(worker().sent.at(-1)).toMatchObject({ type: 'ask', id: 3 });
  });

  it('without a question is replaced in silence', () => {
    const stop = new AbortController();
    void decode(stop.signal);
    stop.abort();
    hang();
    expect(workers).toHaveLength(2);
    expect(worker().sent).toEqual([expect.objectContaining({ type: 'open' })]);
  });

  it('is no more there to answer what is taken back meanwhile', () => {
    const stop = new AbortController();
    void decode(stop.signal);
    worker().onerror?.({} as ErrorEvent);
    stop.abort();
    client.closeWhenIdle();
    vi.advanceTimersByTime(600_000);
    expect(workers).toHaveLength(1);
  });
});

it('tries four times to load its worker, then says so, and tries again for the next question', async () => {
  const asked = decode();
  const failure = expect(asked).rejects.toThrow('could not be loaded; check the connection');
  for (let again = 0; again < 4; again++) {
    worker().onerror?.({} as ErrorEvent);
    vi.advanceTimersByTime(5000);
  }
  await failure;
  expect(workers).toHaveLength(4);
  void decode();
  expect(workers).toHaveLength(5);
});

it('asks what comes while a worker is being replaced', () => {
  void decode();
  worker().onerror?.({} as ErrorEvent);
  void decode();
  vi.advanceTimersByTime(500);
  expect(worker().sent.slice(2)).toMatchObject([{ id: 1 }, { id: 2 }]);
});
