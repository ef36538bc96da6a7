/**
 * The texel of a sampler at a place told in texels: a vec2 of floats. By `texture`, as SwiftShader takes
 * nearly twice as long for `texelFetch`.
 */
export function texelAt(sampler: string, place: string): string {
  return `texture(${sampler}, ${place} * ${sampler}Step)`;
}

/** Of a texel, the values of one row, above and below: for every row that the result's texel has. */
export function rowOf(texel: string, row: number): string {
  return `${texel}.${row % 2 === 0 ? 'xyxy' : 'zwzw'}`;
}

/** The place, in texels, of a row of a matrix. */
export function texelRow(row: number): number {
  return Math.floor(row / 2) + 0.5;
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

interface Product {
  /** A transposed matrix is read where it lies, rows and columns exchanged. */
  leftTransposed?: boolean;
  rightTransposed?: boolean;
  /** Products in a sum: left's columns, right's rows. */
  length: number;
}

/**
 * Declares `vec4 product(vec2 place)`, the texel of left · right at a place; these are the samplers'
 * names. Two texels read make eight products.
 */
export function matrixProduct({ leftTransposed, rightTransposed, length }: Product): string {
  const a = leftTransposed
    ? `${texelAt('left', 'vec2(place.y, k)')}.xzyw`
    : texelAt('left', 'vec2(k, place.y)');
  const b = rightTransposed
    ? `${texelAt('right', 'vec2(k, place.x)')}.xzyw`
    : texelAt('right', 'vec2(place.x, k)');
  const last = `sum += ${a}.xxzz * ${b}.xyxy;`;
  return `
    vec4 product(vec2 place) {
      vec4 sum = vec4(0.0);
      float k = 0.5;
      for (; k < pairs; k += 1.0) {
        vec4 a = ${a};
        vec4 b = ${b};
        // Two sums: https://github.com/tensorflow/tfjs/issues/1735
        sum += a.xxzz * b.xyxy;
        sum += a.yyww * b.zwzw;
      }
      ${length % 2 === 1 ? last : ''}
      return sum;
    }`;
}

/** Declares `vec4 columnSums(float x)`: sums of two columns, above and below, over all rows of `right`. */
export function columnSums(length: number): string {
  const texel = texelAt('right', 'vec2(x, row)');
  return `
    vec4 columnSums(float x) {
      vec4 sums = vec4(0.0);
      float row = 0.5;
      for (; row < pairs; row += 1.0) {
        vec4 rows = ${texel};
        sums += rows.xyxy + rows.zwzw;
      }
      ${length % 2 === 1 ? `sums += ${rowOf(texel, length - 1)};` : ''}
      return sums;
    }`;
}

/** The uniform `pairs` of `matrixProduct` and `columnSums`, of whose length a last one may be left over. */
export function pairsIn(length: number): { pairs: number } {
  return { pairs: Math.floor(length / 2) };
}
