import type { BufferId, LayerOutput, Program } from '../../engine/program.ts';
import { biasOf, contributions } from '../../engine/reference/contributions.ts';
import type { Memory } from '../../engine/reference/memory.ts';
import type { Example, WeightStep } from '../../spec/training-step.ts';

/** Summands that are told one by one. */
const TERMS = 3;

/**
 * How the layer's strongest number came about.
 * @param memory holds one example, after its forward pass
 * @returns null for a layer that only reads its input in another shape
 */
export function exampleOf(
  program: Program,
  memory: Memory,
  { buffer }: LayerOutput,
): Example | null {
  const op = program.forward.find(({ output }) => output === buffer);
  if (!op) return null;
  const outputs = memory.buffer(buffer);
  const place = indexOfLargest(outputs);
  const output = outputs[place] as number;
  const at = (id: BufferId, i: number) => memory.buffer(id)[i] as number;
  switch (op.op) {
    case 'dense':
    case 'conv2d':
    case 'conv2dTranspose': {
      const summands = contributions(op, memory, place).sort(
        (a, b) => Math.abs(b.value * b.weight) - Math.abs(a.value * a.weight),
      );
      const rest = summands.slice(TERMS);
      const others = rest.reduce((sum, { value, weight }) => sum + value * weight, 0);
      const bias = biasOf(op, memory, place);
      const terms = summands.slice(0, TERMS).map(({ value, weight }) => ({ value, weight }));
      const z = terms.reduce((sum, { value, weight }) => sum + value * weight, bias + others);
      return {
        kind: 'sum',
        place,
        output,
        terms,
        others: { count: rest.length, sum: others },
        bias,
        z,
      };
    }
    case 'maxPool2d': {
      const { large, small, channels, size } = op.window;
      const [channel, pixel] = [place % channels, Math.floor(place / channels)];
      const [top, left] = [Math.floor(pixel / small.width) * size, (pixel % small.width) * size];
      const values = Array.from({ length: size * size }, (_, i) => {
        const [y, x] = [top + Math.floor(i / size), left + (i % size)];
        return at(op.input, (y * large.width + x) * channels + channel);
      });
      return { kind: 'largest', place, output, values };
    }
    case 'upsample2d':
      return { kind: 'copy', place, output };
    case 'dropout':
      return {
        kind: 'dropout',
        place,
        output,
        value: at(op.input, place),
        factor: at(op.mask, place),
      };
    case 'sample':
      return {
        kind: 'sample',
        place,
        output,
        mean: at(op.statistics, place),
        logVariance: at(op.statistics, place + op.units),
        noise: at(op.noise, place),
      };
  }
}

/** The weight with the largest gradient, where in the parameters it is, and how long the gradient is. */
export interface Steepest extends Pick<WeightStep, 'indices' | 'factors'> {
  at: number;
  norm: number;
}

/**
 * The steepest weight of a layer.
 * @param memory holds the gradients of one example
 * @returns null where the layer does not learn
 */
export function steepestWeight(
  program: Program,
  memory: Memory,
  { parameters }: LayerOutput,
): Steepest | null {
  const kernel = parameters.find(({ role }) => role === 'kernel');
  const uses = program.backward.filter((op) => 'bias' in op && op.kernel === kernel);
  const op = uses[0];
  if (!kernel || !op || !('bias' in op)) return null;
  const gradients = memory.gradient(kernel);
  const place = indexOfLargest(gradients);
  const norm = Math.sqrt(gradients.reduce((sum, gradient) => sum + gradient * gradient, 0));
  const indices = indicesOf(place, kernel.shape);
  const [input = 0, unit = 0] = indices;
  // A convolution's weight works at many places, a tied one in two layers.
  const isUsedOnce = op.op === 'denseParameterGradient' && uses.length === 1;
  const factors = isUsedOnce
    ? {
        value: memory.buffer(op.input)[input] as number,
        delta: memory.buffer(op.gradient)[unit] as number,
      }
    : null;
  return { at: kernel.offset + place, norm, indices, factors };
}

function indexOfLargest(values: Float64Array): number {
  let largest = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i] as number) > Math.abs(values[largest] as number)) largest = i;
  }
  return largest;
}

/** An index for each side of an array of this shape. */
function indicesOf(place: number, shape: readonly number[]): number[] {
  let rest = place;
  return shape
    .toReversed()
    .map((length) => {
      const index = rest % length;
      rest = Math.floor(rest / length);
      return index;
    })
    .toReversed();
}
