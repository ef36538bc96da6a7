import type {
  ActivationGradient,
  MaxPool2dInputGradientOp,
  PoolingOp,
  PoolingWindow,
  Upsample2dInputGradientOp,
} from '../program.ts';
import { gradientCode, NOTHING } from './codes.ts';
import type { Address } from './kernels.ts';
import { poolingFields, record } from './records.ts';
import type { Call, Site } from './site.ts';

export function maxPool(op: PoolingOp, site: Site): Call[] {
  const pooling = poolingRecord(site, op.window, site.buffer(op.input), site.buffer(op.output));
  return [() => site.kernels.maxPool(pooling)];
}

export function upsample(op: PoolingOp, site: Site): Call[] {
  const pooling = poolingRecord(site, op.window, site.buffer(op.output), site.buffer(op.input));
  return [() => site.kernels.upsample(pooling)];
}

export function maxPoolInputGradient(op: MaxPool2dInputGradientOp, site: Site): Call[] {
  const { kernels } = site;
  const pooling = poolingRecord(site, op.window, site.buffer(op.input), site.buffer(op.output));
  const [gradient, inputGradient] = [site.buffer(op.gradient), site.buffer(op.inputGradient)];
  const { large, channels } = op.window;
  const count = site.batch * large.height * large.width * channels;
  return [
    () => kernels.zero(inputGradient, 4 * count),
    () => kernels.maxPoolGradient(pooling, gradient, inputGradient),
    ...throughActivation(site, op.below, inputGradient, count),
  ];
}

export function upsampleInputGradient(op: Upsample2dInputGradientOp, site: Site): Call[] {
  const inputGradient = site.buffer(op.inputGradient);
  const pooling = poolingRecord(site, op.window, site.buffer(op.gradient), inputGradient);
  const { small, channels } = op.window;
  const count = site.batch * small.height * small.width * channels;
  return [
    () => site.kernels.addSquares(pooling),
    ...throughActivation(site, op.below, inputGradient, count),
  ];
}

function throughActivation(
  { kernels, buffer }: Site,
  { activation, output }: ActivationGradient,
  gradient: Address,
  count: number,
): Call[] {
  const code = gradientCode(activation);
  if (code === NOTHING) return [];
  const outputs = buffer(output);
  return [() => kernels.finish(code, gradient, count, outputs)];
}

function poolingRecord(
  { arena, batch }: Site,
  { large, small, channels, size }: PoolingWindow,
  largeAt: Address,
  smallAt: Address,
): Address {
  return record(arena, poolingFields, {
    images: batch,
    large: largeAt,
    small: smallAt,
    largeBytes: 4 * large.height * large.width * channels,
    largeRow: 4 * large.width * channels,
    smallHeight: small.height,
    smallWidth: small.width,
    channels,
    size,
  });
}
