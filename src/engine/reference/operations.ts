import type { BackwardOp, ForwardOp } from '../program.ts';
import { dropout, dropoutInputGradient, sample, sampleInputGradient } from './chance.ts';
import {
  conv2d,
  conv2dInputGradient,
  conv2dParameterGradient,
  conv2dTranspose,
  conv2dTransposeInputGradient,
  conv2dTransposeParameterGradient,
} from './convolution.ts';
import { dense, denseInputGradient, denseParameterGradient } from './dense.ts';
import { lossGradient } from './loss.ts';
import type { Memory } from './memory.ts';
import {
  activityPenalty,
  contractionPenalty,
  divergencePenalty,
  sparsityPenalty,
  weightDecay,
} from './penalties.ts';
import {
  maxPool2d,
  maxPool2dInputGradient,
  upsample2d,
  upsample2dInputGradient,
} from './pooling.ts';

type Operation = ForwardOp | BackwardOp;
type Named<Op, Name> = Op extends { op: string } ? (Name extends Op['op'] ? Op : never) : never;
type Implementation<Op> = (op: Op, memory: Memory) => void;

/** One function for every operation that a program may hold. */
const operations = {
  dense,
  denseInputGradient,
  denseParameterGradient,
  conv2d,
  conv2dInputGradient,
  conv2dParameterGradient,
  conv2dTranspose,
  conv2dTransposeInputGradient,
  conv2dTransposeParameterGradient,
  maxPool2d,
  maxPool2dInputGradient,
  upsample2d,
  upsample2dInputGradient,
  dropout,
  dropoutInputGradient,
  sample,
  sampleInputGradient,
  lossGradient,
  activityPenalty,
  sparsityPenalty,
  contractionPenalty,
  divergencePenalty,
  weightDecay,
} satisfies { [Name in Operation['op']]: Implementation<Named<Operation, Name>> };

/** Executes operations one after the other on what the memory holds. */
export function execute(list: readonly Operation[], memory: Memory): void {
  for (const op of list) {
    const implementation = operations[op.op] as Implementation<Operation>;
    implementation(op, memory);
  }
}
