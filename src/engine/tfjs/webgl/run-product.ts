import * as tf from '@tensorflow/tfjs-core';
import { run } from './run.ts';
import { PARTS, type Parts, runInParts, TILE } from './run-in-parts.ts';
import { type Factor, sumsOfProducts, texelAt } from './shader-text.ts';

/**
 * Products in a sum from which on it pays to work out tiles first and to put them together then: on the
 * software renderer, where 128 is as good and 32 a tenth slower for Vanilla 32.
 */
const TILED_FROM = 64;

interface Product {
  left: Factor;
  right: Factor;
  /** Products in a sum: left's columns, right's rows. */
  shared: number;
}

/**
 * Has a shader write a tensor, as `run` does; its GLSL may call `vec4 product(vec2 place)`, the texel of
 * left · right at a place told in texels.
 */
export function runProduct<T extends tf.Tensor>(
  { left, right, shared }: Product,
  { inputs, shape, code }: Omit<Parameters<typeof run>[0], 'uniforms'>,
): T {
  const factors = { left: left.tensor, right: right.tensor };
  const parts = shared < TILED_FROM ? null : productInParts({ left, right, shared }, shape);
  if (parts) {
    const whole = run<T>({ inputs: { ...parts, ...inputs }, shape, code: joined(parts) + code });
    tf.dispose(Object.values(parts));
    return whole;
  }
  const single = `
    vec4 product(vec2 place) {
      ${sumsOfProducts(left, right, shared, 1)}
      return sum00;
    }`;
  return run({ inputs: { ...factors, ...inputs }, shape, code: single + code });
}

/** The product in tiles, where the device can. */
function productInParts({ left, right, shared }: Product, shape: readonly number[]): Parts | null {
  const outputs = PARTS.map((part, i) => `${part} = sum${Math.floor(i / TILE)}${i % TILE};`);
  const code = `
    void main() {
      vec2 place = ${TILE}.0 * gl_FragCoord.xy - 0.5;
      ${sumsOfProducts(left, right, shared, TILE)}
      ${outputs.join('\n')}
    }`;
  return runInParts({ inputs: { left: left.tensor, right: right.tensor }, shape, code });
}

/** Declares `product`, which finds a texel in the part that has it. */
function joined(parts: Parts): string {
  const [first, right, below, last] = PARTS.map((part) => texelAt(part, parts[part], 'tile'));
  return `
    vec4 product(vec2 place) {
      vec2 tile = floor(place / ${TILE}.0) + 0.5;
      vec2 within = mod(place, ${TILE}.0);
      if (within.y < 1.0) return within.x < 1.0 ? ${first} : ${right};
      return within.x < 1.0 ? ${below} : ${last};
    }`;
}
