import { expect, it } from 'vitest';
import { summarize } from '../spec/network.ts';
import { presetSpec } from '../spec/presets.ts';
import { answerKeeper } from './keeper.ts';
import { type KeptRun, newestSound, readReplacedRecord, readRunRecord } from './kept-run.ts';
import type { KeptRuns } from './kept-runs.ts';

const spec = presetSpec('vanilla');
const count = summarize(spec.network).parameters;

function record(savedAt = 1, change: object = {}) {
  return {
    version: 1,
    slot: 'a',
    turn: 0,
    savedAt,
    spec,
    checkpoint: {
      parameters: new Float32Array(count),
      slots: new Float32Array(2 * count),
      step: 7,
      optimizerStart: 0,
      epoch: 0,
      position: 1792,
      elapsed: 1.5,
    },
    history: [{ step: 7, epoch: 0.1, training: 0.5, penalties: {}, validation: null }],
    drawings: [],
    replaced: [3],
    ...change,
  };
}

const withCheckpoint = (change: object) => ({
  checkpoint: { ...record().checkpoint, ...change },
});

it('a stored run is read as it was written', () => {
  expect(readRunRecord(record())).toEqual(record());
});

it.each([
  ['of another version', { version: 2 }],
  ['without weights', withCheckpoint({ parameters: undefined })],
  ['with weights of another network', withCheckpoint({ parameters: new Float32Array(4) })],
  ['with another optimizer’s arrays', withCheckpoint({ slots: new Float32Array(count) })],
  [
    'with weights that are no numbers',
    withCheckpoint({ parameters: new Float32Array(count).fill(Number.NaN) }),
  ],
  ['at no step', withCheckpoint({ step: -1 })],
  ['whose optimizer starts too late', withCheckpoint({ optimizerStart: 8 })],
  ['of no experiment', { spec: { ...spec, seed: -1 } }],
  ['with a curve that goes back', { history: [{ step: 'x' }] }],
  ['with more than a run has', { more: true }],
])('a damaged run is not read: one %s', (_, change) => {
  expect(readRunRecord(record(1, change))).toBeNull();
});

it('a replaced run is read in the same way', () => {
  const { turn, savedAt, drawings, replaced, ...rest } = record();
  expect(readReplacedRecord({ ...rest, number: 3 })).toEqual({ ...rest, number: 3 });
  expect(readReplacedRecord({ ...rest, number: 3, spec: null })).toBeNull();
});

it('the newer record counts, and the older one where that is damaged', () => {
  expect(newestSound([record(1), record(2)])?.savedAt).toBe(2);
  expect(newestSound([record(3), record(2)])?.savedAt).toBe(3);
  expect(newestSound([record(1), record(2, { checkpoint: null })])?.savedAt).toBe(1);
  expect(newestSound([undefined, undefined])).toBeNull();
});

it('of several slots the one with the wanted experiment is found, else the first', async () => {
  const other = presetSpec('deep');
  const kept = new Map([
    ['b', { ...record(), slot: 'b', spec: other }],
    ['a', record()],
  ]) as unknown as Map<string, KeptRun>;
  const runs = { read: async (slot: string) => kept.get(slot) ?? null } as unknown as KeptRuns;
  const find = async (wanted: typeof spec | null) => {
    const asks = { slots: ['gone', 'b', 'a'], wanted };
    const { answer } = await answerKeeper(runs, { id: 1, kind: 'find', asks });
    return answer?.slot;
  };
  expect(await find(null)).toBe('b');
  expect(await find(spec)).toBe('a');
  expect(await find(presetSpec('tied'))).toBe('b');
});

it('a write that fails is answered with why', async () => {
  const write = () => Promise.reject(new DOMException('', 'QuotaExceededError'));
  const runs = { write } as unknown as KeptRuns;
  const asks = { record: record(), added: [], dropped: [] } as never;
  const reply = await answerKeeper(runs, { id: 5, kind: 'write', asks });
  expect(reply).toEqual({ id: 5, answer: null, problem: 'full' });
});
