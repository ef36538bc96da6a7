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
interface Factor {
  tensor: Tensor;
  transposed?: boolean;
}

/**
 * Declares `vec4 product(vec2 place)`, the texel of left · right at a place; these are the samplers'
 * names. Two texels read make eight products.
 * @param shared products in a sum: left's columns, right's rows
 */
export function matrixProduct(left: Factor, right: Factor, shared: number): string {
  const a = left.transposed
    ? `${texelAt('left', left.tensor, 'vec2(place.y, k)')}.xzyw`
    : texelAt('left', left.tensor, 'vec2(k, place.y)');
  const b = right.transposed
    ? `${texelAt('right', right.tensor, 'vec2(k, place.x)')}.xzyw`
    : texelAt('right', right.tensor, 'vec2(place.x, k)');
  const pairs = Math.floor(shared / 2);
  const last = `
      k = ${pairs}.5;
      sum += ${a}.xxzz * ${b}.xyxy;`;
  return `
    vec4 product(vec2 place) {
      vec4 sum = vec4(0.0);
      float k;
      for (int pair = 0; pair < ${pairs}; pair++) {
        k = float(pair) + 0.5;
        vec4 a = ${a};
        vec4 b = ${b};
        // Two sums: https://github.com/tensorflow/tfjs/issues/1735
        sum += a.xxzz * b.xyxy;
        sum += a.yyww * b.zwzw;
      }${shared % 2 === 1 ? last : ''}
      return sum;
    }`;
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
