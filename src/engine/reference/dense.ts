import type { DenseInputGradientOp, DenseOp, DenseParameterGradientOp } from '../program.ts';
import { activate, throughActivation } from './activation.ts';
import { startWithBias, sumOverPixels } from './bias.ts';
import type { Memory } from './memory.ts';

/** output[n, u] = f(bias[u] + Σᵢ input[n, i] · W[i, u]), W being the kernel or, tied, its transpose */
export function dense(op: DenseOp, memory: Memory): void {
  const { inputs, units } = op;
  const { byInput, byUnit } = strides(op);
  const input = memory.buffer(op.input);
  const output = memory.buffer(op.output);
  const kernel = memory.weights(op.kernel);

  startWithBias(output, memory.weights(op.bias));
  for (let n = 0; n < memory.batch; n++) {
    for (let i = 0; i < inputs; i++) {
      const x = input[n * inputs + i] as number;
      if (x === 0) continue; // most of a digit is blank paper
      for (let u = 0; u < units; u++) {
        const z = output[n * units + u] as number;
        output[n * units + u] = z + x * (kernel[i * byInput + u * byUnit] as number);
      }
    }
  }
  activate(op.activation, output);
}

/** inputGradient[n, i] = f′ · Σᵤ gradient[n, u] · W[i, u], f being the activation below */
export function denseInputGradient(op: DenseInputGradientOp, memory: Memory): void {
  const { inputs, units } = op;
  const { byInput, byUnit } = strides(op);
  const gradient = memory.buffer(op.gradient);
  const inputGradient = memory.buffer(op.inputGradient);
  const kernel = memory.weights(op.kernel);

  for (let n = 0; n < memory.batch; n++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let u = 0; u < units; u++) {
        const w = kernel[i * byInput + u * byUnit] as number;
        sum += (gradient[n * units + u] as number) * w;
      }
      inputGradient[n * inputs + i] = sum;
    }
  }
  throughActivation(op.below, inputGradient, memory);
}

/** ∂loss/∂W[i, u] += Σₙ input[n, i] · gradient[n, u] */
export function denseParameterGradient(op: DenseParameterGradientOp, memory: Memory): void {
  const { inputs, units } = op;
  const { byInput, byUnit } = strides(op);
  const input = memory.buffer(op.input);
  const gradient = memory.buffer(op.gradient);
  const kernelGradient = memory.gradient(op.kernel);

  for (let n = 0; n < memory.batch; n++) {
    for (let i = 0; i < inputs; i++) {
      const x = input[n * inputs + i] as number;
      if (x === 0) continue;
      for (let u = 0; u < units; u++) {
        const at = i * byInput + u * byUnit;
        const sum = kernelGradient[at] as number;
        kernelGradient[at] = sum + x * (gradient[n * units + u] as number);
      }
    }
  }
  sumOverPixels(memory.gradient(op.bias), gradient);
}

/** How far apart W's neighbours lie in the kernel: [inputs, units], or [units, inputs] where it is tied. */
function strides({
  inputs,
  units,
  transposed,
}: {
  inputs: number;
  units: number;
  transposed: boolean;
}) {
  return transposed ? { byInput: 1, byUnit: inputs } : { byInput: units, byUnit: 1 };
}
