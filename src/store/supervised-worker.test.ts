import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeWorker } from './fake-worker.ts';
import { SupervisedWorker, type WorkerLoss } from './supervised-worker.ts';

let workers: FakeWorker[];
let briefings: (WorkerLoss | null)[];
let events: unknown[];
let givenUp: WorkerLoss[];
let supervised: SupervisedWorker<string, unknown>;

const worker = () => workers.at(-1) as FakeWorker;
const beat = (grace = 3000) => worker().say({ type: 'heartbeat', grace });
/** The event that a script brings which does not load. */
const failToLoad = () => worker().onerror?.({} as ErrorEvent);
const throwUncaught = (message: string) => worker().onerror?.({ message } as ErrorEvent);

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  briefings = [];
  events = [];
  givenUp = [];
  supervised = new SupervisedWorker<string, unknown>({
    start: () => {
      workers.push(new FakeWorker());
      return worker();
    },
    onEvent: (event) => events.push(event),
    brief: (loss) => {
      briefings.push(loss);
      supervised.send('all that there is to know');
    },
    onGivenUp: (loss) => givenUp.push(loss),
  });
  supervised.start();
});

afterEach(() => {
  supervised.stop();
  vi.useRealTimers();
});

it('briefs the worker that it starts, and hears all that this one says but its heartbeats', () => {
  beat();
  worker().say({ type: 'done' });
  supervised.send('another thing');
  expect(briefings).toEqual([null]);
  expect(worker().sent).toEqual(['all that there is to know', 'another thing']);
  expect(events).toEqual([{ type: 'done' }]);
});

it('leaves one alone that lives', () => {
  for (let i = 0; i < 60; i++) {
    beat();
    vi.advanceTimersByTime(2000);
  }
  expect(workers).toHaveLength(1);
});

it('replaces one that is silent for longer than it announced, whether killed or hung', () => {
  beat(3000);
  vi.advanceTimersByTime(2500);
  expect(worker().ended).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(workers[0]?.ended).toBe(true);
  expect(workers).toHaveLength(2);
  expect(briefings).toEqual([null, { kind: 'silent' }]);
  expect(worker().sent).toEqual(['all that there is to know']);
});

it('waits as long as a worker announced', () => {
  beat(60_000);
  vi.advanceTimersByTime(59_000);
  expect(workers).toHaveLength(1);
  beat(3000);
  vi.advanceTimersByTime(3500);
  expect(workers).toHaveLength(2);
});

it('starts another one where a script did not load, and said no reason', () => {
  failToLoad();
  vi.advanceTimersByTime(500);
  expect(workers).toHaveLength(2);
  expect(briefings.at(-1)).toEqual({ kind: 'notStarted', reason: '' });
});

it('starts another one where a worker never says that it lives', () => {
  vi.advanceTimersByTime(59_000);
  expect(workers).toHaveLength(1);
  vi.advanceTimersByTime(2000);
  expect(workers).toHaveLength(2);
  expect(briefings.at(-1)).toMatchObject({ kind: 'notStarted' });
});

it('replaces one that throws, and tells why', () => {
  beat();
  throwUncaught('Uncaught RangeError: Out of memory');
  vi.advanceTimersByTime(500);
  expect(workers[0]?.ended).toBe(true);
  expect(briefings.at(-1)).toEqual({ kind: 'failed', reason: 'Out of memory' });
});

it('hears nothing of a worker that it has ended', () => {
  const [first] = workers;
  beat();
  throwUncaught('Out of memory');
  vi.advanceTimersByTime(500);
  first?.say({ type: 'done' });
  expect(events).toEqual([]);
});

it('waits longer from time to time, then gives up, once, until it is started again', () => {
  for (const milliseconds of [300, 1100, 4100]) {
    failToLoad();
    const { length } = workers;
    vi.advanceTimersByTime(milliseconds / 2);
    expect(workers).toHaveLength(length);
    expect(supervised.isRunning).toBe(true);
    vi.advanceTimersByTime(milliseconds / 2);
    expect(workers).toHaveLength(length + 1);
  }
  failToLoad();
  vi.advanceTimersByTime(600_000);
  expect(workers).toHaveLength(4);
  expect(workers.every(({ ended }) => ended)).toBe(true);
  expect(givenUp).toEqual([{ kind: 'notStarted', reason: '' }]);
  expect(supervised.isRunning).toBe(false);

  supervised.start();
  expect(supervised.isRunning).toBe(true);
  failToLoad();
  vi.advanceTimersByTime(500);
  expect(workers).toHaveLength(6);
});

it('gives up one that hangs each time that it starts, however long it may take', () => {
  for (let i = 0; i < 9; i++) {
    beat(60_000);
    vi.advanceTimersByTime(65_000);
  }
  expect(workers).toHaveLength(4);
  expect(givenUp).toEqual([{ kind: 'silent' }]);
});

it('forgives what happened long ago', () => {
  for (let i = 0; i < 9; i++) {
    beat();
    throwUncaught('Out of memory');
    for (let minute = 0; minute < 6; minute++) {
      vi.advanceTimersByTime(30_000);
      beat(90_000);
      vi.advanceTimersByTime(30_000);
    }
  }
  expect(workers).toHaveLength(10);
  expect(givenUp).toEqual([]);
});

it('gives up where the browser refuses to start any worker', () => {
  let refusals = 0;
  const refused = new SupervisedWorker<string, unknown>({
    start: () => {
      refusals++;
      throw new ReferenceError('Worker is not defined');
    },
    onEvent: () => {},
    brief: () => {},
    onGivenUp: (loss) => givenUp.push(loss),
  });
  refused.start();
  vi.advanceTimersByTime(60_000);
  expect(refusals).toBe(4);
  expect(givenUp).toEqual([{ kind: 'notStarted', reason: 'Worker is not defined' }]);
});

it('ends a worker at once, whatever it is doing, and replaces none that was ended', () => {
  beat();
  supervised.stop();
  expect(worker().ended).toBe(true);
  vi.advanceTimersByTime(600_000);
  expect(workers).toHaveLength(1);
  supervised.send('dropped');
  expect(worker().sent).toEqual(['all that there is to know']);
});

it('drops what is sent between two workers: the next one is briefed', () => {
  failToLoad();
  supervised.send('dropped');
  vi.advanceTimersByTime(500);
  expect(worker().sent).toEqual(['all that there is to know']);
});
