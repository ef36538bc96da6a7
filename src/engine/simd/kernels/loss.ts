import { multiplySubtract, sumOfLanes } from './arithmetic';
import { constant, HALF, ONE, SIGN } from './constant';
import { expOfNegative, log } from './exponential';

const BINARY_CROSSENTROPY = 0;
const MEAN_SQUARED_ERROR = 1;

/** Predictions are kept this far from 0 and 1 inside the logarithms. */
const EPSILON: f32 = 1e-7;
/** The sum whose sigmoid is EPSILON. */
const LOWEST_LOGIT = memory.data<f32>([-16.118095]);
/**
 * Groups of four whose losses are added up in single precision before they join the sum, and whose
 * factors, between 1 and 2, are multiplied: their product has the logarithms' sum for its logarithm.
 */
const GROUPS = 64;

/**
 * Binary cross-entropy of p = sigmoid(z): |z|·s + ln(1 + e^−|z|), s being t where z is negative, else
 * 1 − t. The gradient p − t is e^−|z| / (1 + e^−|z|) − s where z is negative, else the opposite.
 *
 * @param sums z, `count` floats, a multiple of four
 * @param gradients receives (p − t) · scale, which may take the place of `sums`; 0 where only the loss
 *   is wanted
 * @returns the losses' sum
 */
export function logisticLoss(
  sums: usize,
  targets: usize,
  gradients: usize,
  count: u32,
  scale: f32,
): f64 {
  const scales = f32x4.splat(scale);
  const end = sums + (count << 2);
  let total: f64 = 0;
  while (sums < end) {
    let losses = f32x4.splat(0);
    let factors = constant(ONE);
    const groupEnd = min(end, sums + 16 * GROUPS);
    for (; sums < groupEnd; sums += 16, targets += 16) {
      const z = v128.load(sums);
      const sign = v128.and(z, constant(SIGN));
      const x = f32x4.pmax(v128.or(z, constant(SIGN)), constant(LOWEST_LOGIT)); // −|z|
      const e = expOfNegative(x);
      const below = f32x4.add(constant(ONE), e);
      factors = f32x4.mul(factors, below);
      const t = v128.load(targets);
      const s = f32x4.add(constant(HALF), v128.xor(f32x4.sub(constant(HALF), t), sign));
      losses = multiplySubtract(x, s, losses);
      if (gradients !== 0) {
        const error = f32x4.sub(s, f32x4.div(e, below));
        v128.store(gradients, f32x4.mul(error, v128.xor(scales, sign)));
        gradients += 16;
      }
    }
    total += sumOfLanes(f32x4.add(losses, log(factors)));
  }
  return total;
}

/**
 * Any loss of predictions p, with its gradient ∂loss/∂p.
 *
 * @param kind a loss, numbered as in `../codes.ts`
 * @param predictions p, `count` floats, a multiple of four
 * @param gradients receives the gradient · scale; 0 where only the loss is wanted
 * @returns the losses' sum
 */
export function loss(
  kind: u32,
  predictions: usize,
  targets: usize,
  gradients: usize,
  count: u32,
  scale: f32,
): f64 {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const low = f32x4.splat(EPSILON);
  const scales = f32x4.splat(scale);
  const end = predictions + (count << 2);
  let total: f64 = 0;
  for (; predictions < end; predictions += 16, targets += 16) {
    const p = v128.load(predictions);
    const t = v128.load(targets);
    const error = f32x4.sub(p, t);
    let value: v128;
    let slope: v128;
    if (kind === BINARY_CROSSENTROPY) {
      const q = f32x4.sub(one, p);
      const ink = log(f32x4.min(f32x4.max(p, low), one));
      const paper = log(f32x4.min(f32x4.max(q, low), one));
      value = f32x4.neg(f32x4.add(f32x4.mul(t, ink), f32x4.mul(f32x4.sub(one, t), paper)));
      const isInside = v128.and(f32x4.ge(p, low), f32x4.ge(q, low));
      slope = v128.and(f32x4.div(error, f32x4.mul(p, q)), isInside);
    } else if (kind === MEAN_SQUARED_ERROR) {
      value = f32x4.mul(error, error);
      slope = f32x4.add(error, error);
    } else {
      value = f32x4.abs(error);
      const sign = v128.and(error, i32x4.splat(0x80000000));
      slope = v128.and(v128.or(one, sign), f32x4.ne(error, zero));
    }
    total += sumOfLanes(value);
    if (gradients !== 0) {
      v128.store(gradients, f32x4.mul(slope, scales));
      gradients += 16;
    }
  }
  return total;
}
