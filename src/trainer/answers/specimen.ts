import { type Dataset, PictureSet } from '../../data/picture-set.ts';
import { createRandom } from '../../data/random.ts';
import { initialState } from '../../engine/initial-state.ts';
import { lower } from '../../engine/lowering/lower.ts';
import { ReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Spec } from '../../spec/spec.ts';
import type { Evidence } from './answers.ts';

/** Something to ask about in tests: a network on the reference engine, and squares for pictures. */
export async function evidenceOf(
  spec: Spec,
  parameters = initialState(lower(spec), spec.network.initializer, spec.seed).parameters,
): Promise<Evidence> {
  const program = lower(spec);
  const slots = new Float32Array(program.slotCount * program.parameterCount);
  const engine = new ReferenceEngine();
  await engine.load(program, { parameters, slots, step: 0 }, new Uint8Array(0));
  return {
    spec,
    program,
    stage: null,
    parameters,
    engine,
    dataset: async () => squares(),
    report: () => {},
    pause: async () => {},
    newEngine: async () => new ReferenceEngine(),
  };
}

/** 300 training and 100 test pictures of a square on black, somewhere. */
export function squares(): Dataset {
  const dataset = { train: new PictureSet(60_000), test: new PictureSet(10_000) };
  const random = createRandom(1, 'squares');
  for (const [set, count] of [
    [dataset.train, 300],
    [dataset.test, 100],
  ] as const) {
    for (let i = 0; i < count; i++) {
      set.labels[i] = i % 10;
      const corner = Math.floor(20 * random.uniform()) * 28 + Math.floor(20 * random.uniform());
      for (let y = 0; y < 5; y++) {
        const row = i * DIGIT_SIZE + corner + 28 * y;
        set.pixels.fill(255, row, row + 5);
      }
    }
    set.markArrived(0, count);
  }
  return dataset;
}
