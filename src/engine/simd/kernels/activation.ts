import { exp, sigmoid, tanh } from './exponential';

/* Codes of what is done to values where they were written; `../codes.ts` has the same list. */
export const NOTHING = 0;
const RELU = 1;
const LEAKY_RELU = 2;
const ELU = 3;
const TANH = 4;
const SIGMOID = 5;
/** Added to an activation's code: its gradient. */
const GRADIENT = 8;

/** Slope of the leaky ReLU for negative sums. */
const LEAKY_SLOPE: f32 = 0.01;

/**
 * Replaces sums z by f(z), or gradients g by g · f′(z), told from y = f(z).
 * Works in groups of four: up to three floats behind the last are changed too.
 *
 * @param code an activation, or GRADIENT + an activation
 * @param values where the first of `count` floats lies
 * @param outputs y for a gradient, otherwise not read
 */
export function finish(code: u32, values: usize, count: u32, outputs: usize): void {
  const end = values + (count << 2);
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const leak = f32x4.splat(LEAKY_SLOPE);
  switch (code) {
    case RELU: {
      for (; values < end; values += 16) v128.store(values, f32x4.pmax(v128.load(values), zero));
      break;
    }
    case LEAKY_RELU: {
      for (; values < end; values += 16) {
        const z = v128.load(values);
        v128.store(values, v128.bitselect(z, f32x4.mul(z, leak), f32x4.gt(z, zero)));
      }
      break;
    }
    case ELU: {
      for (; values < end; values += 16) {
        const z = v128.load(values);
        const low = f32x4.sub(exp(z), one);
        v128.store(values, v128.bitselect(z, low, f32x4.gt(z, zero)));
      }
      break;
    }
    case TANH: {
      for (; values < end; values += 16) v128.store(values, tanh(v128.load(values)));
      break;
    }
    case SIGMOID: {
      for (; values < end; values += 16) v128.store(values, sigmoid(v128.load(values)));
      break;
    }
    case GRADIENT + RELU: {
      for (; values < end; values += 16, outputs += 16) {
        const isOn = f32x4.gt(v128.load(outputs), zero);
        v128.store(values, v128.and(v128.load(values), isOn));
      }
      break;
    }
    case GRADIENT + LEAKY_RELU: {
      for (; values < end; values += 16, outputs += 16) {
        const slope = v128.bitselect(one, leak, f32x4.gt(v128.load(outputs), zero));
        v128.store(values, f32x4.mul(v128.load(values), slope));
      }
      break;
    }
    case GRADIENT + ELU: {
      for (; values < end; values += 16, outputs += 16) {
        const y = v128.load(outputs);
        const slope = v128.bitselect(one, f32x4.add(y, one), f32x4.gt(y, zero));
        v128.store(values, f32x4.mul(v128.load(values), slope));
      }
      break;
    }
    case GRADIENT + TANH: {
      for (; values < end; values += 16, outputs += 16) {
        const y = v128.load(outputs);
        const slope = f32x4.sub(one, f32x4.mul(y, y));
        v128.store(values, f32x4.mul(v128.load(values), slope));
      }
      break;
    }
    case GRADIENT + SIGMOID: {
      for (; values < end; values += 16, outputs += 16) {
        const y = v128.load(outputs);
        const slope = f32x4.mul(y, f32x4.sub(one, y));
        v128.store(values, f32x4.mul(v128.load(values), slope));
      }
      break;
    }
  }
}

/** f′(z), told from y = f(z). */
export function slopeOf(code: u32, y: f32): f32 {
  if (code === TANH) return 1 - y * y;
  if (code === SIGMOID) return y * (1 - y);
  if (code === NOTHING || y > 0) return 1;
  return code === RELU ? 0 : code === LEAKY_RELU ? LEAKY_SLOPE : y + 1;
}

/** f″(z), told from y = f(z). */
export function curvatureOf(code: u32, y: f32): f32 {
  if (code === TANH) return -2 * y * (1 - y * y);
  if (code === SIGMOID) return y * (1 - y) * (1 - 2 * y);
  return code === ELU && y <= 0 ? y + 1 : 0;
}
