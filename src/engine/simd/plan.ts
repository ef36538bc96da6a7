import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { BackwardOp, BufferId, ForwardOp, LossGradientOp, Program } from '../program.ts';
import { gradientCode, lossCodes, NOTHING } from './codes.ts';
import { convolutionInputGradient, convolutionParameterGradient, convolve } from './convolution.ts';
import { dense, denseInputGradient, denseParameterGradient } from './dense.ts';
import type { Address } from './kernels.ts';
import { maxPool, maxPoolInputGradient, upsample, upsampleInputGradient } from './pooling.ts';
import {
  dropout,
  dropoutInputGradient,
  penalize,
  sample,
  sampleInputGradient,
} from './regularization.ts';
import type { Call, Site } from './site.ts';

/** What a plan is for: less than training takes less memory. */
export type Purpose = 'train' | 'evaluate' | 'forward';

/** A program bound to places in memory, for one number of examples. */
export interface Plan {
  batch: number;
  /** Where a buffer lies that the plan's calls use. */
  buffer(id: BufferId): Address;
  /** When evaluating, where 784 bytes an image are put that become the targets. */
  bytes: Address;
  /** Gives all that is drawn the values that change nothing; nothing else writes there but `put`. */
  rest(): void;
  /** One list for each forward operation. */
  forward: Call[][];
  /**
   * The sum of the losses of all values. When training, also the gradient of the output's sums: of
   * the mean over `values`, the whole batch's, of which this may be a part; it may take the sums' place.
   */
  loss(values: number): number;
  backward: Call[];
}

/**
 * Lays a program out and binds its operations; nothing is written yet.
 * @param ownInputs whether the inputs are the targets themselves, which then share their place
 */
export function plan(
  program: Program,
  purpose: Purpose,
  ownInputs: boolean,
  site: Omit<Site, 'buffer'>,
): Plan {
  const { arena, batch } = site;
  const places = new Map<BufferId, Address>();
  const buffer = (id: BufferId): Address => {
    const shared = ownInputs && id === program.input ? program.target : id;
    const known = places.get(shared);
    if (known !== undefined) return known;
    const at = arena.floats(batch * (program.buffers[shared]?.size ?? 0));
    places.set(shared, at);
    return at;
  };
  const whole: Site = { ...site, buffer };
  const bytes = purpose === 'evaluate' ? arena.bytes(batch * DIGIT_SIZE) : 0;
  buffer(program.input);

  const lossOp = program.backward[0];
  if (lossOp?.op !== 'lossGradient') throw new TypeError('The backward list begins with the loss.');
  const isFused = purpose !== 'forward' && isLogistic(lossOp);
  // Nothing reads the sums again: they give their place to their gradient, so there is less to go through.
  if (isFused && purpose === 'train') places.set(lossOp.gradient, buffer(lossOp.output));
  const forward = program.forward.map((op) =>
    bindForward(program, op, whole, isFused && op.output === lossOp.output),
  );
  const backward =
    purpose === 'train'
      ? program.backward.slice(1).flatMap((op) => bindBackward(program, op, whole))
      : [];
  const loss = purpose === 'forward' ? () => Number.NaN : bindLoss(lossOp, whole, purpose);
  const rest = () => {
    for (const { buffer: id, size, kind } of program.draws) {
      site.kernels.fill(buffer(id), batch * size, kind === 'keep' ? 1 : 0);
    }
  };
  for (const draw of program.draws) buffer(draw.buffer);
  return { batch, buffer, bytes, rest, forward, loss, backward };
}

/** Binary cross-entropy after a sigmoid works on the sums before it: sharper, and one pass. */
function isLogistic({ loss, activation }: LossGradientOp): boolean {
  return loss === 'binaryCrossentropy' && activation === 'sigmoid';
}

function bindForward({ buffers }: Program, op: ForwardOp, site: Site, sumsAlone: boolean): Call[] {
  switch (op.op) {
    case 'dense':
      return dense(op, site, sumsAlone);
    case 'conv2d':
    case 'conv2dTranspose':
      return convolve(op, site, sumsAlone);
    case 'maxPool2d':
      return maxPool(op, site);
    case 'upsample2d':
      return upsample(op, site);
    case 'dropout':
      return dropout(op, site, buffers[op.mask]?.size ?? 0);
    case 'sample':
      return sample(op, site);
    default:
      return op satisfies never;
  }
}

function bindBackward({ buffers }: Program, op: BackwardOp, site: Site): Call[] {
  switch (op.op) {
    case 'denseInputGradient':
      return denseInputGradient(op, site);
    case 'denseParameterGradient':
      return denseParameterGradient(op, site);
    case 'conv2dInputGradient':
    case 'conv2dTransposeInputGradient':
      return convolutionInputGradient(op, site);
    case 'conv2dParameterGradient':
    case 'conv2dTransposeParameterGradient':
      return convolutionParameterGradient(op, site);
    case 'maxPool2dInputGradient':
      return maxPoolInputGradient(op, site);
    case 'upsample2dInputGradient':
      return upsampleInputGradient(op, site);
    case 'dropoutInputGradient':
      return dropoutInputGradient(op, site, buffers[op.mask]?.size ?? 0);
    case 'sampleInputGradient':
      return sampleInputGradient(op, site);
    case 'activityPenalty':
    case 'sparsityPenalty':
    case 'contractionPenalty':
    case 'divergencePenalty':
    case 'weightDecay':
      return penalize(op, site);
    case 'lossGradient':
      throw new TypeError('Only the first backward operation is the loss.');
    default:
      return op satisfies never;
  }
}

function bindLoss(op: LossGradientOp, site: Site, purpose: Purpose): Plan['loss'] {
  const { kernels, batch, buffer } = site;
  const count = batch * DIGIT_SIZE;
  const [output, target] = [buffer(op.output), buffer(op.target)];
  const gradient = purpose === 'train' ? buffer(op.gradient) : 0;
  if (isLogistic(op)) {
    return (values) => kernels.logisticLoss(output, target, gradient, count, 1 / values);
  }
  const kind = lossCodes[op.loss];
  const slope = gradientCode(op.activation);
  const isSlopeNeeded = gradient !== 0 && slope !== NOTHING;
  return (values) => {
    const sum = kernels.loss(kind, output, target, gradient, count, 1 / values);
    if (isSlopeNeeded) kernels.finish(slope, gradient, count, output);
    return sum;
  };
}
