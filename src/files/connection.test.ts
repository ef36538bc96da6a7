import type { IDBPDatabase, OpenDBCallbacks, openDB } from 'idb';
import { expect, it } from 'vitest';
import { connectTo, storageProblemOf } from './connection.ts';

/** A database that counts how often it was opened, and ends connections as the test wants. */
function fakeDatabase(openings: readonly (() => void)[] = []) {
  const fake = {
    opened: 0,
    closed: 0,
    callbacks: {} as OpenDBCallbacks<unknown>,
    open: (async (_name: string, _version: number, callbacks: OpenDBCallbacks<unknown>) => {
      openings[fake.opened++]?.();
      fake.callbacks = callbacks;
      return { close: () => fake.closed++ } as unknown as IDBPDatabase;
    }) as typeof openDB,
  };
  return fake;
}

const refuse = () => {
  throw new DOMException('no', 'SecurityError');
};

it('opens the database once', async () => {
  const fake = fakeDatabase();
  const use = connectTo('runs', () => {}, fake.open);
  expect(await Promise.all([use(async () => 1), use(async () => 2)])).toEqual([1, 2]);
  expect(fake.opened).toBe(1);
});

it('opens it again after opening failed', async () => {
  const fake = fakeDatabase([refuse]);
  const use = connectTo('runs', () => {}, fake.open);
  await expect(use(async () => 1)).rejects.toThrow('no');
  expect(await use(async () => 1)).toBe(1);
});

it('opens it again after the browser ended the connection', async () => {
  const fake = fakeDatabase();
  const use = connectTo('runs', () => {}, fake.open);
  await use(async () => 1);
  fake.callbacks.terminated?.();
  await use(async () => 1);
  expect(fake.opened).toBe(2);
});

it('opens it again where an ended connection says so when it is used, and only then', async () => {
  const fake = fakeDatabase();
  const use = connectTo('runs', () => {}, fake.open);
  const errors = [new DOMException('closing', 'InvalidStateError')];
  const work = async () => {
    const error = errors.pop();
    if (error) throw error;
    return 1;
  };
  expect(await use(work)).toBe(1);
  expect(fake.opened).toBe(2);
  errors.push(new DOMException('full', 'QuotaExceededError'));
  await expect(use(work)).rejects.toThrow('full');
  expect(fake.opened).toBe(2);
});

it('lets go of the database for a newer version of the page', async () => {
  const fake = fakeDatabase();
  const use = connectTo('runs', () => {}, fake.open);
  await use(async () => 1);
  fake.callbacks.blocking?.(1, 2, {} as IDBVersionChangeEvent);
  expect(fake.closed).toBe(1);
  await use(async () => 1);
  expect(fake.opened).toBe(2);
});

it('tells a full storage, one of a newer page and a refused one apart', () => {
  const problems = ['QuotaExceededError', 'VersionError', 'SecurityError'].map((name) =>
    storageProblemOf(new DOMException('', name)),
  );
  expect(problems).toEqual(['full', 'newerPage', 'refused']);
  expect(storageProblemOf(new Error())).toBe('refused');
});
