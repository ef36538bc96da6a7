import type {
  DropoutInputGradientOp,
  DropoutOp,
  Program,
  SampleInputGradientOp,
  SampleOp,
} from '../program.ts';
import { throughActivation } from './activation.ts';
import type { Memory } from './memory.ts';

/** output = input · mask */
export function dropout(op: DropoutOp, memory: Memory): void {
  const [input, mask] = [memory.buffer(op.input), memory.buffer(op.mask)];
  const output = memory.buffer(op.output);
  for (let i = 0; i < output.length; i++) output[i] = (input[i] as number) * (mask[i] as number);
}

/** inputGradient = f′ · gradient · mask, f being the activation below */
export function dropoutInputGradient(op: DropoutInputGradientOp, memory: Memory): void {
  const [gradient, mask] = [memory.buffer(op.gradient), memory.buffer(op.mask)];
  const inputGradient = memory.buffer(op.inputGradient);
  for (let i = 0; i < mask.length; i++) {
    inputGradient[i] = (gradient[i] as number) * (mask[i] as number);
  }
  throughActivation(op.below, inputGradient, memory);
}

/** output[n, u] = μ + e^(½ log σ²) · noise */
export function sample(op: SampleOp, memory: Memory): void {
  const { units } = op;
  const [statistics, noise] = [memory.buffer(op.statistics), memory.buffer(op.noise)];
  const output = memory.buffer(op.output);
  for (let i = 0; i < output.length; i++) {
    const mean = meanIndex(i, units);
    const deviation = Math.exp((statistics[mean + units] as number) / 2);
    output[i] = (statistics[mean] as number) + deviation * (noise[i] as number);
  }
}

/** The noise is held fixed: ∂output/∂μ = 1, ∂output/∂log σ² = ½ · e^(½ log σ²) · noise */
export function sampleInputGradient(op: SampleInputGradientOp, memory: Memory): void {
  const { units } = op;
  const [statistics, noise] = [memory.buffer(op.statistics), memory.buffer(op.noise)];
  const [gradient, inputGradient] = [memory.buffer(op.gradient), memory.buffer(op.inputGradient)];
  for (let i = 0; i < gradient.length; i++) {
    const mean = meanIndex(i, units);
    const deviation = Math.exp((statistics[mean + units] as number) / 2);
    const g = gradient[i] as number;
    inputGradient[mean] = g;
    inputGradient[mean + units] = (g * deviation * (noise[i] as number)) / 2;
  }
}

/** Where the mean of code value i stands in the statistics; its log-variance follows `units` later. */
function meanIndex(i: number, units: number): number {
  return i + Math.floor(i / units) * units;
}

/** Gives all that is drawn the values that change nothing. */
export function rest({ draws }: Pick<Program, 'draws'>, memory: Memory): void {
  for (const { buffer, kind } of draws) memory.buffer(buffer).fill(kind === 'keep' ? 1 : 0);
}
