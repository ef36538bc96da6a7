import { describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random.ts';
import type { Layer, Padding } from '../../spec/spec.ts';
import { type Specimen, specimenState, specimens } from '../contract/specimen.ts';
import { drawnValues } from '../draw.ts';
import { lower } from '../lowering/lower.ts';
import type { Program } from '../program.ts';
import { meanLoss } from './loss.ts';
import { Memory } from './memory.ts';
import { execute } from './operations.ts';

const BATCH = 2;
/** Parameters tried in each kernel and bias. */
const SAMPLES = 8;
/** Change of a parameter: errors of the formula grow with its square, those of rounding shrink. */
const CHANGE = 1e-6;

/** A memory with noise for pictures: on blank paper too much is zero to be a test. */
function memoryFor(specimen: Specimen, program: Program): Memory {
  const memory = new Memory(program, specimenState(program, specimen));
  const random = createRandom(1, 'pictures');
  memory.batch = BATCH;
  for (const id of [program.input, program.target]) {
    memory.buffer(id).forEach((_, i, values) => {
      values[i] = random.uniform();
    });
  }
  for (const draw of program.draws) {
    memory.buffer(draw.buffer).set(drawnValues(draw, BATCH, random));
  }
  memory.penaltyWeights = program.penalties.map(() => 0.01);
  return memory;
}

/** The loss with its penalties, and ∂loss/∂parameters. */
function lossOf(program: Program, memory: Memory): number {
  memory.gradients.fill(0);
  execute(program.forward, memory);
  execute(program.backward, memory);
  return memory.penalties.reduce((sum, penalty) => sum + penalty, meanLoss(program, memory));
}

/** Compares ∂loss/∂parameter with the slope of the loss between two values around it. */
function checkGradients(specimen: Specimen): void {
  const program = lower(specimen, specimen.stage);
  const memory = memoryFor(specimen, program);
  lossOf(program, memory);
  const gradients = memory.gradients.slice();
  const random = createRandom(1, 'samples');
  const learning = program.backward.flatMap((op) => ('bias' in op ? [op.kernel, op.bias] : []));
  for (const { name, offset, size } of learning) {
    const largest = gradients
      .subarray(offset, offset + size)
      .reduce((max, gradient) => Math.max(max, Math.abs(gradient)), 0);
    expect(largest, name).toBeGreaterThan(0);
    for (let sample = 0; sample < SAMPLES; sample++) {
      const i = offset + Math.floor(random.uniform() * size);
      const parameter = memory.parameters[i] as number;
      memory.parameters[i] = parameter + CHANGE;
      const above = lossOf(program, memory);
      memory.parameters[i] = parameter - CHANGE;
      const below = lossOf(program, memory);
      memory.parameters[i] = parameter;
      const error = Math.abs((above - below) / (2 * CHANGE) - (gradients[i] as number));
      expect(error / largest, `${name}[${i - offset}]`).toBeLessThan(1e-5);
    }
  }
}

describe('gradients are the slopes of the loss', () => {
  it.each(specimens)('$name', checkGradients);

  const windows = [1, 2, 3, 4, 5].flatMap((kernel) =>
    [1, 2, 3].flatMap((stride) =>
      (['same', 'valid'] as const).map((padding) => ({ kernel, stride, padding })),
    ),
  );
  it.each(windows)('conv2d $kernel×$kernel, stride $stride, $padding', (window) => {
    checkGradients(between('conv2d', window));
  });
  it.each(windows.filter(({ kernel, stride }) => kernel >= stride))(
    'conv2dTranspose $kernel×$kernel, stride $stride, $padding',
    (window) => checkGradients(between('conv2dTranspose', window)),
  );
});

/** A convolution of 7×7×2 numbers, with something to learn before and behind it. Ten outputs will do. */
function between(
  kind: 'conv2d' | 'conv2dTranspose',
  window: { kernel: number; stride: number; padding: Padding },
): Specimen {
  const first: Layer = {
    kind: 'conv2d',
    filters: 2,
    kernel: 1,
    stride: 1,
    padding: 'valid',
    activation: 'tanh',
  };
  return {
    name: kind,
    network: {
      input: 'picture',
      encoder: [
        { kind: 'maxPool2d', size: 4 },
        first,
        { kind, filters: 3, ...window, activation: 'tanh' },
      ],
      decoder: [{ kind: 'flatten' }, { kind: 'dense', units: 10, activation: 'sigmoid' }],
      initializer: 'glorot',
      tied: false,
    },
    training: { loss: 'meanSquaredError', optimizer: 'sgd' },
  };
}
