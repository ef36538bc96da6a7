import { beforeEach, describe, expect, it } from 'vitest';
import { initialState } from '../engine/initial-state.ts';
import { lower } from '../engine/lowering/lower.ts';
import type { ViewerCommand, ViewerEvent } from '../protocol/viewer.ts';
import { parameterTable } from '../spec/parameters.ts';
import { denseNetwork } from '../spec/preset-parts.ts';
import { presetSpec } from '../spec/presets.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Network } from '../spec/spec.ts';
import { type Corruption, initialCorruption, NO_CORRUPTION } from '../spec/tasks.ts';
import { Viewer } from './viewer.ts';

let events: ViewerEvent[];
let viewer: Viewer;

/** The newest event of a type. */
function last<Type extends ViewerEvent['type']>(type: Type) {
  const found = events.findLast((event) => event.type === type);
  return found as Extract<ViewerEvent, { type: Type }> | undefined;
}

/** Half of the pixels inked, a quarter of those too pale for a mask. */
function pictures(count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count * DIGIT_SIZE }, (_, i) => [1, 0, 0.3, 0][i % 4] ?? 0);
}

const MODEL = { run: 1, step: 0, version: 1, stage: null };

function show(network: Network, parameters: Float32Array<ArrayBuffer>, corruption: Corruption) {
  return viewer.take([
    { type: 'network', run: 1, network },
    { type: 'corruption', corruption, seed: 1 },
    { type: 'parameters', model: { ...MODEL, parameters } },
    { type: 'picture', picture: pictures(1) },
    { type: 'digits', pictures: pictures(10) },
  ] satisfies ViewerCommand[]);
}

const network = denseNetwork([4]);
const { parameters } = initialState(lower({ ...presetSpec('vanilla'), network }), 'glorot', 1);

beforeEach(() => {
  events = [];
  viewer = new Viewer((event) => events.push(event));
});

describe('a task', () => {
  it('that corrupts nothing gives the picture as input and as target', async () => {
    await show(network, parameters, NO_CORRUPTION);
    expect(last('activations')).toMatchObject({ input: pictures(1), target: pictures(1) });
    expect(last('digits')?.overlap).toBeNull();
  });

  it('corrupts what goes in, alike each time, and shows another strength at once', async () => {
    await show(network, parameters, { kind: 'gaussian', strength: 0.5 });
    const first = last('activations');
    expect(first?.target).toEqual(pictures(1));
    expect(first?.input).not.toEqual(pictures(1));
    await viewer.take([{ type: 'parameters', model: { ...MODEL, parameters } }]);
    expect(last('activations')?.input).toEqual(first?.input);

    const weaker = { kind: 'gaussian', strength: 0.1 } as const;
    await viewer.take([{ type: 'corruption', corruption: weaker, seed: 1 }]);
    const noise = (input = new Float32Array(0)) =>
      input.reduce((sum, value, i) => sum + Math.abs(value - (pictures(1)[i] ?? 0)), 0);
    expect(noise(last('activations')?.input)).toBeLessThan(0.5 * noise(first?.input));
    expect(last('digits')?.inputs).not.toEqual(pictures(10));
  });

  it('that segments has the mask as target, and tells how well the outputs cover it', async () => {
    // Weights of zero: the sigmoid gives one half everywhere, which counts as ink.
    await show(network, new Float32Array(parameters.length), initialCorruption('clutter'));
    const mask = pictures(1).map((value) => Number(value === 1));
    expect(last('activations')?.target).toEqual(mask);
    expect(last('digits')?.overlap).toBe(0.25);
  });
});

it('says which state its answers are of, and decodes no code of another network', async () => {
  await show(network, parameters, NO_CORRUPTION);
  const newer = { ...MODEL, step: 9, version: 2 };
  const code = new Float32Array(4).fill(3);
  await viewer.take([
    { type: 'parameters', model: { ...newer, parameters } },
    { type: 'code', run: 0, code },
  ]);
  expect(last('activations')?.model).toEqual({ run: 1, step: 9, version: 2 });
  expect(last('digits')?.model).toEqual({ run: 1, step: 9, version: 2 });
  const own = last('activations')?.layers[1];
  await viewer.take([{ type: 'code', run: 1, code: new Float32Array(16) }]);
  expect(last('activations')?.layers[1]).toEqual(own);
  await viewer.take([{ type: 'code', run: 1, code }]);
  expect(last('activations')?.layers[1]).not.toEqual(own);
});

describe('a variational code', () => {
  const cloud: Network = {
    ...denseNetwork([8, 2]),
    encoder: [
      { kind: 'dense', units: 8, activation: 'relu' },
      { kind: 'variational', units: 2 },
    ],
  };

  it('comes with its spread, and without one when set by hand', async () => {
    const table = parameterTable(cloud);
    const flat = new Float32Array(table.reduce((sum, { size }) => sum + size, 0));
    const bias = table.find(({ name }) => name === 'encoder.1.bias');
    flat.set([0.5, -1, 0, Math.log(0.25)], bias?.offset);
    await show(cloud, flat, NO_CORRUPTION);
    expect(last('activations')?.layers[1]).toEqual(Float32Array.of(0.5, -1));
    expect(last('activations')?.spread).toEqual(Float32Array.of(1, 0.5));

    await viewer.take([{ type: 'code', run: 1, code: Float32Array.of(0, 0) }]);
    expect(last('activations')?.spread).toBeNull();
  });

  it('is the only one with a spread', async () => {
    await show(network, parameters, NO_CORRUPTION);
    expect(last('activations')?.spread).toBeNull();
  });
});
