import { DIGIT_SIZE } from '../../spec/shape.ts';
import type {
  DivergencePenaltyOp,
  DropoutInputGradientOp,
  DropoutOp,
  PenaltyOp,
  SampleInputGradientOp,
  SampleOp,
  WeightDecayOp,
} from '../program.ts';
import { activationCode, gradientCode, NOTHING } from './codes.ts';
import type { Call, Site } from './site.ts';

/** @param size floats of one example */
export function dropout(op: DropoutOp, site: Site, size: number): Call[] {
  const { kernels, buffer, batch } = site;
  const [input, mask, output] = [buffer(op.input), buffer(op.mask), buffer(op.output)];
  return [() => kernels.multiply(input, mask, output, batch * size)];
}

export function dropoutInputGradient(
  op: DropoutInputGradientOp,
  { kernels, buffer, batch }: Site,
  size: number,
): Call[] {
  const [gradient, mask] = [buffer(op.gradient), buffer(op.mask)];
  const inputGradient = buffer(op.inputGradient);
  const calls: Call[] = [() => kernels.multiply(gradient, mask, inputGradient, batch * size)];
  const slope = gradientCode(op.below.activation);
  if (slope === NOTHING) return calls;
  const outputs = buffer(op.below.output);
  return [...calls, () => kernels.finish(slope, inputGradient, batch * size, outputs)];
}

export function sample(op: SampleOp, { kernels, buffer, batch }: Site): Call[] {
  const [statistics, noise] = [buffer(op.statistics), buffer(op.noise)];
  const output = buffer(op.output);
  return [() => kernels.sample(statistics, noise, output, batch, op.units)];
}

export function sampleInputGradient(
  op: SampleInputGradientOp,
  { kernels, buffer, batch }: Site,
): Call[] {
  const [statistics, noise] = [buffer(op.statistics), buffer(op.noise)];
  const [gradient, inputGradient] = [buffer(op.gradient), buffer(op.inputGradient)];
  const { units } = op;
  return [() => kernels.sampleGradient(statistics, noise, gradient, inputGradient, batch, units)];
}

/**
 * Adds a penalty's gradient to one that is there. Each part of a batch adds its share of the sum; but
 * the sparsity penalty needs the whole batch at once.
 */
export function penalize(op: PenaltyOp, site: Site): Call[] {
  const { penalties } = site;
  const apply = bind(op, site);
  return [
    () => {
      const { weights, sums, batch } = penalties;
      const weight = weights[op.penalty] ?? 0;
      sums[op.penalty] = (sums[op.penalty] ?? 0) + apply(weight, batch);
    },
  ];
}

/** Given the weight and the images of the whole batch, returns what the penalty comes to. */
type Apply = (weight: number, batch: number) => number;

function bind(op: PenaltyOp, site: Site): Apply {
  if (op.op === 'weightDecay') return bindDecay(op, site);
  if (op.op === 'divergencePenalty') return bindDivergence(op, site);
  const { kernels, arena, buffer, batch } = site;
  const { units } = op;
  const [code, gradient] = [buffer(op.code), buffer(op.gradient)];
  const activation = activationCode(op.activation);
  switch (op.op) {
    case 'activityPenalty':
      return (weight, whole) =>
        kernels.activity(activation, code, gradient, batch * units, weight / whole);
    case 'sparsityPenalty': {
      const means = arena.floats(units);
      return (weight) =>
        kernels.sparsity(activation, code, gradient, means, batch, units, op.target, weight);
    }
    case 'contractionPenalty': {
      const [weights, weightsGradient] = [site.weights(op.kernel), site.gradient(op.kernel)];
      const [norms, squares] = [arena.floats(units), arena.floats(units)];
      return (weight, whole) =>
        kernels.contraction(
          ...([activation, code, gradient, batch, weights, weightsGradient] as const),
          ...([op.inputs, units, norms, squares, weight / whole] as const),
        );
    }
  }
}

function bindDecay({ kernels: decaying }: WeightDecayOp, site: Site): Apply {
  const { kernels, batch } = site;
  const places = decaying.map((kernel) => [
    site.weights(kernel),
    site.gradient(kernel),
    kernel.size,
  ]);
  return (weight, whole) => {
    let sum = 0;
    for (const [at = 0, gradient = 0, size = 0] of places) {
      sum += kernels.decay(at, gradient, size, (weight * batch) / whole);
    }
    return sum;
  };
}

function bindDivergence(op: DivergencePenaltyOp, { kernels, buffer, batch }: Site): Apply {
  const [statistics, gradient] = [buffer(op.statistics), buffer(op.gradient)];
  return (weight, whole) =>
    kernels.divergence(statistics, gradient, batch, op.units, weight / whole / DIGIT_SIZE);
}
