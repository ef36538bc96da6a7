import { alternationOf } from '../../analysis/alternation.ts';
import { initialState } from '../../engine/initial-state.ts';
import { lower } from '../../engine/lowering/lower.ts';
import { presetSpec } from '../../spec/presets.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import { ALL_DIGITS, type Spec } from '../../spec/spec.ts';
import type { Enlarged, UpsamplingKind } from '../../spec/upsampling.ts';
import { BatchSource } from '../batch-source.ts';
import type { Answer, Evidence } from './answers.ts';

const SIDE = 28;
/** Training images, and the first test images that the mean picture is of. */
const IMAGES = 10_000;
const MEASURED = 1000;
/** Steps between two pauses. */
const TURN = 5;

/** Trains both presets with the same seed on the same batches, and looks for what alternates. */
export const upsampling: Answer<'upsampling'> = async ({ steps }, evidence) => {
  const { test } = await evidence.dataset(IMAGES);
  const shown = ALL_DIGITS.map((digit) => test.labels.indexOf(digit));
  const pictures = test.pixels.subarray(0, MEASURED * DIGIT_SIZE);
  const inputs = Float32Array.from(pictures, (byte) => byte / 255);
  const part = (half: number) => (done: number) => evidence.report((half + done) / 2);
  const nearest = await train('nearest', steps, evidence, part(0));
  const transposed = await train('convolutional', steps, evidence, part(1));
  const look = (outputs: Float32Array) => lookAt(outputs, shown);
  return { originals: look(inputs), nearest: look(nearest), convolutional: look(transposed) };

  /** What a preset's network makes of the measured images after so many steps. */
  async function train(
    kind: UpsamplingKind,
    steps: number,
    { dataset, newEngine, pause }: Evidence,
    report: (done: number) => void,
  ): Promise<Float32Array> {
    const preset = presetSpec(kind, evidence.spec.seed);
    const spec: Spec = { ...preset, training: { ...preset.training, images: IMAGES } };
    const program = lower(spec);
    const data = await dataset(IMAGES);
    const source = new BatchSource(data, spec.training, spec.seed, { epoch: 0, position: 0 });
    const engine = await newEngine();
    try {
      const state = initialState(program, spec.network.initializer, spec.seed);
      await engine.load(program, state, data.train.pixels);
      for (let step = 0; step < steps; ) {
        const batches = source.next(Math.min(TURN, steps - step), program.draws);
        await engine.train(batches, spec.training.learningRate);
        step += batches.indices.length / batches.batchSize;
        report(step / steps);
        await pause();
      }
      return await engine.decode(await engine.encode(inputs));
    } finally {
      engine.unload();
    }
  }
};

/** The pictures that are shown, the mean of all, and what alternates in it. */
function lookAt(pictures: Float32Array, shown: readonly number[]): Enlarged {
  const digits = new Float32Array(shown.length * DIGIT_SIZE);
  for (const [place, index] of shown.entries()) {
    const picture = pictures.subarray(index * DIGIT_SIZE, (index + 1) * DIGIT_SIZE);
    digits.set(picture, place * DIGIT_SIZE);
  }
  const mean = new Float32Array(DIGIT_SIZE);
  for (const [i, value] of pictures.entries()) {
    mean[i % DIGIT_SIZE] = (mean[i % DIGIT_SIZE] as number) + value / MEASURED;
  }
  const alternation = alternationOf(mean, SIDE);
  const sum = alternation.reduce((total, amplitude) => total + amplitude ** 2, 0);
  return { digits, mean, alternation, strength: Math.sqrt(sum / DIGIT_SIZE) };
}
