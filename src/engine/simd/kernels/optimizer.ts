import { multiplyAdd, multiplySubtract } from './arithmetic';

/*
 * Keras 3's formulas, one pass over all parameters. p are the parameters, g their gradients, a and b
 * the optimizer's arrays: `count` floats each, with room behind them for a multiple of four.
 */

/** Adds another thread's gradients to ours, and leaves zeros there. */
export function drain(from: usize, count: u32, to: usize): void {
  const zero = f32x4.splat(0);
  for (let end = to + (count << 2); to < end; to += 16, from += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    v128.store(from, zero);
  }
}

export function sgd(p: usize, g: usize, a: usize, count: u32, rate: f32, momentum: f32): void {
  const rates = f32x4.splat(rate);
  const momenta = f32x4.splat(momentum);
  for (let end = p + (count << 2); p < end; p += 16, g += 16, a += 16) {
    const v = multiplySubtract(rates, v128.load(g), f32x4.mul(momenta, v128.load(a)));
    v128.store(a, v);
    v128.store(p, f32x4.add(v128.load(p), v));
  }
}

export function rmsprop(
  p: usize,
  g: usize,
  a: usize,
  count: u32,
  rate: f32,
  decay: f32,
  epsilon: f32,
): void {
  const rates = f32x4.splat(rate);
  const epsilons = f32x4.splat(epsilon);
  for (let end = p + (count << 2); p < end; p += 16, g += 16, a += 16) {
    const gradient = v128.load(g);
    const v = meanSquare(v128.load(a), gradient, decay);
    v128.store(a, v);
    const step = f32x4.div(f32x4.mul(rates, gradient), f32x4.sqrt(f32x4.add(v, epsilons)));
    v128.store(p, f32x4.sub(v128.load(p), step));
  }
}

/** @param rate the learning rate, corrected for both means having started at zero */
export function adam(
  p: usize,
  g: usize,
  a: usize,
  b: usize,
  count: u32,
  rate: f32,
  decay1: f32,
  decay2: f32,
  epsilon: f32,
): void {
  const rates = f32x4.splat(rate);
  const epsilons = f32x4.splat(epsilon);
  const fresh = f32x4.splat(1 - decay1);
  for (let end = p + (count << 2); p < end; p += 16, g += 16, a += 16, b += 16) {
    const gradient = v128.load(g);
    const before = v128.load(a);
    const m = multiplyAdd(fresh, f32x4.sub(gradient, before), before);
    const v = meanSquare(v128.load(b), gradient, decay2);
    v128.store(a, m);
    v128.store(b, v);
    const step = f32x4.div(f32x4.mul(rates, m), f32x4.add(f32x4.sqrt(v), epsilons));
    v128.store(p, f32x4.sub(v128.load(p), step));
  }
}

export function adadelta(
  p: usize,
  g: usize,
  a: usize,
  b: usize,
  count: u32,
  rate: f32,
  decay: f32,
  epsilon: f32,
): void {
  const rates = f32x4.splat(rate);
  const epsilons = f32x4.splat(epsilon);
  for (let end = p + (count << 2); p < end; p += 16, g += 16, a += 16, b += 16) {
    const gradient = v128.load(g);
    const v = meanSquare(v128.load(a), gradient, decay);
    const before = v128.load(b);
    const ratio = f32x4.div(f32x4.add(before, epsilons), f32x4.add(v, epsilons));
    const step = f32x4.mul(f32x4.sqrt(ratio), gradient);
    v128.store(a, v);
    v128.store(b, meanSquare(before, step, decay));
    v128.store(p, multiplySubtract(rates, step, v128.load(p)));
  }
}

/** decay · mean + (1 − decay) · x², written as a step towards x². */
@inline
function meanSquare(mean: v128, x: v128, decay: f32): v128 {
  return multiplyAdd(f32x4.splat(1 - decay), f32x4.sub(f32x4.mul(x, x), mean), mean);
}
