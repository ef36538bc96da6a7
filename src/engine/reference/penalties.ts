import { DIGIT_SIZE } from '../../spec/shape.ts';
import type {
  ActivityPenaltyOp,
  ContractionPenaltyOp,
  DivergencePenaltyOp,
  SparsityPenaltyOp,
  WeightDecayOp,
} from '../program.ts';
import { activations } from './activation.ts';
import type { Memory } from './memory.ts';

/*
 * Each adds the gradient of weight · penalty to one that is there, and notes weight · penalty. The
 * formulas stand in src/spec/penalties.ts.
 */

/** A mean activity is kept this far from 0 and 1 inside the logarithms. */
export const ACTIVITY_EPSILON = 1e-6;

export function activityPenalty(op: ActivityPenaltyOp, memory: Memory): void {
  const [h, gradient] = [memory.buffer(op.code), memory.buffer(op.gradient)];
  const { slope } = activations[op.activation];
  const scale = memory.weight(op) / memory.batch;
  let sum = 0;
  for (let i = 0; i < h.length; i++) {
    const value = h[i] as number;
    sum += Math.abs(value);
    gradient[i] = (gradient[i] as number) + scale * Math.sign(value) * slope(value);
  }
  memory.note(op, scale * sum);
}

export function sparsityPenalty(op: SparsityPenaltyOp, memory: Memory): void {
  const { units, target } = op;
  const [h, gradient] = [memory.buffer(op.code), memory.buffer(op.gradient)];
  const { slope } = activations[op.activation];
  const weight = memory.weight(op);
  let sum = 0;
  for (let j = 0; j < units; j++) {
    let mean = 0;
    for (let i = j; i < h.length; i += units) mean += (h[i] as number) / memory.batch;
    const inside = Math.min(1 - ACTIVITY_EPSILON, Math.max(ACTIVITY_EPSILON, mean));
    const other = 1 - target;
    sum += target * Math.log(target / inside) + other * Math.log(other / (1 - inside));
    const pull = (weight / memory.batch) * (other / (1 - inside) - target / inside);
    for (let i = j; i < h.length; i += units) {
      gradient[i] = (gradient[i] as number) + pull * slope(h[i] as number);
    }
  }
  memory.note(op, weight * sum);
}

/** Σⱼ sⱼ² · nⱼ with the slopes sⱼ = f′(zⱼ) and nⱼ = Σᵢ Wᵢⱼ², exact for a code of one dense layer. */
export function contractionPenalty(op: ContractionPenaltyOp, memory: Memory): void {
  const { units, inputs } = op;
  const [h, gradient] = [memory.buffer(op.code), memory.buffer(op.gradient)];
  const [kernel, kernelGradient] = [memory.weights(op.kernel), memory.gradient(op.kernel)];
  const { slope, curvature } = activations[op.activation];
  const scale = memory.weight(op) / memory.batch;
  let sum = 0;
  for (let j = 0; j < units; j++) {
    let norm = 0;
    for (let i = 0; i < inputs; i++) norm += (kernel[i * units + j] as number) ** 2;
    let squares = 0;
    for (let n = j; n < h.length; n += units) {
      const value = h[n] as number;
      const s = slope(value);
      squares += s * s;
      gradient[n] = (gradient[n] as number) + scale * 2 * s * curvature(value) * norm;
    }
    sum += squares * norm;
    for (let i = j; i < kernel.length; i += units) {
      const own = kernelGradient[i] as number;
      kernelGradient[i] = own + scale * 2 * squares * (kernel[i] as number);
    }
  }
  memory.note(op, scale * sum);
}

/** KL = ½ Σ (μ² + σ² − log σ² − 1), divided by the pixels. */
export function divergencePenalty(op: DivergencePenaltyOp, memory: Memory): void {
  const { units } = op;
  const [statistics, gradient] = [memory.buffer(op.statistics), memory.buffer(op.gradient)];
  const scale = memory.weight(op) / memory.batch / DIGIT_SIZE;
  let sum = 0;
  for (let row = 0; row < statistics.length; row += 2 * units) {
    for (let mean = row; mean < row + units; mean++) {
      const mu = statistics[mean] as number;
      const logVariance = statistics[mean + units] as number;
      const variance = Math.exp(logVariance);
      sum += (mu * mu + variance - logVariance - 1) / 2;
      gradient[mean] = (gradient[mean] as number) + scale * mu;
      gradient[mean + units] = (gradient[mean + units] as number) + (scale * (variance - 1)) / 2;
    }
  }
  memory.note(op, scale * sum);
}

export function weightDecay(op: WeightDecayOp, memory: Memory): void {
  const weight = memory.weight(op);
  let sum = 0;
  for (const parameter of op.kernels) {
    const [kernel, gradient] = [memory.weights(parameter), memory.gradient(parameter)];
    for (let i = 0; i < kernel.length; i++) {
      const w = kernel[i] as number;
      sum += w * w;
      gradient[i] = (gradient[i] as number) + 2 * weight * w;
    }
  }
  memory.note(op, weight * sum);
}
