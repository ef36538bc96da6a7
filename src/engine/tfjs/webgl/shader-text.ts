import type { Tensor } from '@tensorflow/tfjs-core';
import { texelsOf } from './run.ts';

/**
 * The texel of a sampler at a place told in texels: a vec2 of floats. By `texture`, as SwiftShader takes
 * nearly twice as long for `texelFetch`.
 */
export function texelAt(sampler: string, { shape }: Tensor, place: string): string {
  const [across, down] = texelsOf(shape);
  return `texture(${sampler}, ${place} * vec2(${1 / across}, ${1 / down}))`;
}

/** The texels at a row of a matrix, with its values above and below: a bias for every row. */
export function rowAt(sampler: string, tensor: Tensor, row: number, x: string): string {
  const texel = texelAt(sampler, tensor, `vec2(${x}, ${Math.floor(row / 2)}.5)`);
  return `${texel}.${row % 2 === 0 ? 'xyxy' : 'zwzw'}`;
}

/**
 * Declares `vec4 name(vec4 …)`, a formula for each of four values. What is not a number stays so, which
 * `min` and `max` do not promise: the trainer must see a run that diverges.
 */
export function elementwise(name: string, parameters: readonly string[], formula: string): string {
  const [first] = parameters;
  const declared = (type: string) => parameters.map((parameter) => `${type} ${parameter}`);
  const call = (lane: string) =>
    `${name}(${parameters.map((parameter) => `${parameter}.${lane}`)})`;
  return `
    float ${name}(${declared('float')}) {
      return isnan(${first}) ? ${first} : ${formula};
    }
    vec4 ${name}(${declared('vec4')}) {
      return vec4(${[...'xyzw'].map(call)});
    }`;
}

/** A matrix in a product; a transposed one is read where it lies, rows and columns exchanged. */
export interface Factor {
  tensor: Tensor;
  transposed?: boolean;
}

/** Pairs of products a turn of a loop: with one, the software renderer takes a seventh longer. */
const UNROLLED = 4;

/**
 * Statements that declare `vec4 sum00` and so on: a tile of texels of left · right, these being samplers.
 * Two texels read make eight products, and of a tile 2 × 2 four make 32.
 *
 * @param shared products in a sum: left's columns, right's rows
 * @param tile texels of the tile, across and down; its first one is at `place`
 */
export function sumsOfProducts(left: Factor, right: Factor, shared: number, tile: number): string {
  const lines = Array.from({ length: tile }, (_, i) => i);
  const texels = lines.flatMap((row) => lines.map((column) => [row, column] as const));
  const leftAt = (y: string) =>
    left.transposed
      ? `${texelAt('left', left.tensor, `vec2(${y}, k)`)}.xzyw`
      : texelAt('left', left.tensor, `vec2(k, ${y})`);
  const rightAt = (x: string) =>
    right.transposed
      ? `${texelAt('right', right.tensor, `vec2(k, ${x})`)}.xzyw`
      : texelAt('right', right.tensor, `vec2(${x}, k)`);
  const read = lines
    .map((i) => `a${i} = ${leftAt(`place.y + ${i}.0`)}; b${i} = ${rightAt(`place.x + ${i}.0`)};`)
    .join('\n');
  const add = (of: string, by: string) =>
    texels.map(([r, c]) => `sum${r}${c} += a${r}.${of} * b${c}.${by};`).join('\n');
  // Two sums: https://github.com/tensorflow/tfjs/issues/1735
  const pair = `${read} ${add('xxzz', 'xyxy')} ${add('yyww', 'zwzw')} k += 1.0;`;
  const pairs = Math.floor(shared / 2);
  return `
    vec4 ${lines.map((i) => `a${i}, b${i}`).join(', ')};
    vec4 ${texels.map(([r, c]) => `sum${r}${c} = vec4(0.0)`).join(', ')};
    float k = 0.5;
    for (int turn = 0; turn < ${Math.floor(pairs / UNROLLED)}; turn++) {
      ${pair.repeat(UNROLLED)}
    }
    ${pair.repeat(pairs % UNROLLED)}
    ${shared % 2 === 1 ? `${read} ${add('xxzz', 'xyxy')}` : ''}`;
}

/** Declares `vec4 columnSums(float x)`: sums of two columns, above and below, over all rows of `right`. */
export function columnSums(tensor: Tensor, rows: number): string {
  const pairs = Math.floor(rows / 2);
  const last = `sums += ${rowAt('right', tensor, rows - 1, 'x')};`;
  return `
    vec4 columnSums(float x) {
      vec4 sums = vec4(0.0);
      for (int pair = 0; pair < ${pairs}; pair++) {
        vec4 rows = ${texelAt('right', tensor, 'vec2(x, float(pair) + 0.5)')};
        sums += rows.xyxy + rows.zwzw;
      }
      ${rows % 2 === 1 ? last : ''}
      return sums;
    }`;
}
