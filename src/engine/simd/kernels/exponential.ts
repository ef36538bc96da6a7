import { multiplyAdd, multiplySubtract } from './arithmetic';
import { constant, ONE } from './constant';

/* Splits of ln 2 and the polynomials of log and tanh are those of S. Moshier's Cephes library. */

/** Added to a small number, leaves its nearest whole number in the lowest bits. */
const ROUNDING = memory.data<f32>([12582912]);
const LOG2_E = memory.data<f32>([1.44269504]);
const LN2 = memory.data<f32>([0.69314718]);
/** ln 2 in two parts, the first of few digits: products with it are exact. */
const LN2_HIGH = memory.data<f32>([0.693359375]);
const LN2_LOW = memory.data<f32>([-2.1219444e-4]);
/**
 * eʳ = 1 + r + E2·r² + … + E5·r⁵ within 1.06e-7 of it, relatively, where |r| ≤ ½·ln 2: the polynomial
 * of its kind whose largest error is least, found by a linear program.
 */
const E2 = memory.data<f32>([0.4999923]);
const E3 = memory.data<f32>([0.16667116]);
const E4 = memory.data<f32>([0.04189033]);
const E5 = memory.data<f32>([0.008312506]);

/**
 * eˣ in each lane, within 2e-7 of it, relatively. x is kept within −87 and 88, so that the result is
 * neither 0 nor infinite.
 */
@inline
export function exp(x: v128): v128 {
  // pmin and pmax are one instruction each, where min and max look for NaN. One passes through here.
  const within = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88)), f32x4.splat(-87));
  const rounded = roundedExponent(within);
  const n = f32x4.sub(rounded, constant(ROUNDING));
  const r = multiplySubtract(n, constant(LN2_HIGH), within);
  return raised(multiplySubtract(n, constant(LN2_LOW), r), rounded);
}

/**
 * eˣ where x is known to lie within −17 and 0: within 2e-7 of it, absolutely. So near to 0 one part of
 * ln 2 is enough.
 */
@inline
export function expOfNegative(x: v128): v128 {
  const rounded = roundedExponent(x);
  return raised(multiplySubtract(f32x4.sub(rounded, constant(ROUNDING)), constant(LN2), x), rounded);
}

/** ROUNDING + n, where x = n·ln 2 + r with |r| ≤ ½·ln 2. */
@inline
function roundedExponent(x: v128): v128 {
  return multiplyAdd(x, constant(LOG2_E), constant(ROUNDING));
}

/** 2ⁿ·eʳ. The shift leaves n alone of `rounded`, where a float has its exponent. */
@inline
function raised(r: v128, rounded: v128): v128 {
  let p = multiplyAdd(r, constant(E5), constant(E4));
  p = multiplyAdd(p, r, constant(E3));
  p = multiplyAdd(p, r, constant(E2));
  p = multiplyAdd(p, r, constant(ONE));
  p = multiplyAdd(p, r, constant(ONE));
  return i32x4.add(p, i32x4.shl(rounded, 23));
}

/** ln x of positive, normal x in each lane, within 2e-7 of it, relatively (absolutely near x = 1). */
@inline
export function log(x: v128): v128 {
  // x = 2ⁿ·m with √½ ≤ m < √2: the exponent is counted from the bits of √½.
  const bits = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const n = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  const mantissa = i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const m = f32x4.sub(mantissa, f32x4.splat(1));
  let p = multiplyAdd(m, f32x4.splat(7.0376836292e-2), f32x4.splat(-1.1514610310e-1));
  p = multiplyAdd(p, m, f32x4.splat(1.1676998740e-1));
  p = multiplyAdd(p, m, f32x4.splat(-1.2420140846e-1));
  p = multiplyAdd(p, m, f32x4.splat(1.4249322787e-1));
  p = multiplyAdd(p, m, f32x4.splat(-1.6668057665e-1));
  p = multiplyAdd(p, m, f32x4.splat(2.0000714765e-1));
  p = multiplyAdd(p, m, f32x4.splat(-2.4999993993e-1));
  p = multiplyAdd(p, m, f32x4.splat(3.3333331174e-1));
  const square = f32x4.mul(m, m);
  let y = f32x4.mul(f32x4.mul(p, m), square);
  y = multiplyAdd(n, f32x4.splat(-2.12194440e-4), y);
  y = multiplySubtract(f32x4.splat(0.5), square, y);
  return multiplyAdd(n, f32x4.splat(0.693359375), f32x4.add(m, y));
}

/** tanh z in each lane, within 3e-7 of it, relatively. */
@inline
export function tanh(z: v128): v128 {
  const size = f32x4.abs(z);
  const e = exp(f32x4.add(size, size));
  const far = f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), f32x4.add(e, f32x4.splat(1))));
  // Near 0 that difference would lose digits.
  const s = f32x4.mul(z, z);
  let p = multiplyAdd(s, f32x4.splat(-5.70498872745e-3), f32x4.splat(2.06390887954e-2));
  p = multiplyAdd(p, s, f32x4.splat(-5.37397155531e-2));
  p = multiplyAdd(p, s, f32x4.splat(1.33314422036e-1));
  p = multiplyAdd(p, s, f32x4.splat(-3.33332819422e-1));
  const near = multiplyAdd(f32x4.mul(p, s), z, z);
  const sign = v128.and(z, i32x4.splat(0x80000000));
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(size, f32x4.splat(0.625)));
}

/** 1 / (1 + e⁻ᶻ) in each lane, within 3e-7 of it, relatively. */
@inline
export function sigmoid(z: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp(f32x4.neg(z))));
}

/** Writes f of each of `count` floats; for the tests that hold the bounds above. */
export function tabulateExp(values: usize, count: u32): void {
  for (let end = values + (count << 2); values < end; values += 16) {
    v128.store(values, exp(v128.load(values)));
  }
}

export function tabulateExpOfNegative(values: usize, count: u32): void {
  for (let end = values + (count << 2); values < end; values += 16) {
    v128.store(values, expOfNegative(v128.load(values)));
  }
}

export function tabulateLog(values: usize, count: u32): void {
  for (let end = values + (count << 2); values < end; values += 16) {
    v128.store(values, log(v128.load(values)));
  }
}
