import { describe, it } from 'vitest';
import { ReferenceEngine } from '../reference/reference-engine.ts';
import { createSimdEngine } from '../simd/simd-engine.ts';
import { createTfjsEngine } from '../tfjs/tfjs-engine.ts';
import { contract, handling } from './contract.ts';

const engines = [
  { engine: await createSimdEngine(), tolerance: { loss: 1e-5, value: 1e-4 } },
  { engine: await createTfjsEngine('cpu'), tolerance: { loss: 1e-6, value: 1e-5 } },
];

describe('reference', () => {
  const tolerance = { loss: 1e-7, value: 1e-7 };
  it.each(handling)('$name', ({ check }) => check(new ReferenceEngine(), tolerance));
});

// Engines with a browser's hardware under them keep the same contract in e2e/engines.spec.ts.
describe.each(engines)('$engine.kind', ({ engine, tolerance }) => {
  it.each(contract)('$name', ({ check }) => check(engine, tolerance));
});
