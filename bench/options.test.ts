import { expect, it } from 'vitest';
import { presets } from '../src/spec/presets.ts';
import { entriesFor } from './entries.ts';
import { networkKinds } from './networks.ts';
import { readOptions } from './options.ts';

it('measures everything when nothing is asked', () => {
  const options = readOptions([]);
  expect(options).toEqual({
    quick: false,
    quality: false,
    uses: false,
    kinds: false,
    views: false,
    responses: false,
    start: false,
    json: null,
    networks: networkKinds,
    presets: Object.keys(presets),
    engines: null,
  });
});

it('takes networks by kind or label, with commas or one by one', () => {
  expect(readOptions(['--network', 'deep,Vanilla 32']).networks).toEqual(['vanilla', 'deep']);
  expect(readOptions(['--preset', 'denoisingConvolutional']).presets).toHaveLength(1);
  const twice = ['--engine', 'simd', '--engine', 'peer-tfjs-wasm'];
  expect(readOptions(twice).engines).toEqual(['simd', 'peer-tfjs-wasm']);
});

it('says what there is where it does not know a name', () => {
  expect(() => readOptions(['--network', 'mnist'])).toThrow(/“mnist”; there are vanilla, /);
  expect(() => readOptions(['--fast'])).toThrow(/--fast/);
});

const fourCores = { one: 1, usual: 2, all: 4 };
const oneCore = { one: 1, usual: 1, all: 1 };

it('lets those take part who are named, and in a quick run those who are quick', () => {
  const named = entriesFor(
    'convolutional',
    { engines: ['peer-tfjs-wasm'], quick: false },
    fourCores,
  );
  expect(named).toEqual([
    { engine: 'peer-tfjs-wasm', threads: 1 },
    { engine: 'peer-tfjs-wasm', threads: 4 },
  ]);
  expect(
    entriesFor('vanilla', { engines: ['peer-tfjs-wasm'], quick: false }, oneCore),
  ).toHaveLength(1);
  const ours = entriesFor('vanilla', { engines: ['simd'], quick: false }, fourCores);
  expect(ours.map(({ threads }) => threads)).toEqual([1, 2, 4]);
  const quick = entriesFor('deep', { engines: null, quick: true }, fourCores).map(
    ({ engine }) => engine,
  );
  expect(quick).toContain('simd');
  expect(quick).toContain('peer-jax-wasm');
  expect(quick).not.toContain('peer-tfjs-webgpu');
});
