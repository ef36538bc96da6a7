/**
 * Declares `fn name4(vec4f …) -> vec4f`, a formula for each of four values. What is not a number stays
 * so, which `min` and `max` do not promise: the trainer must see a run that diverges.
 */
export function elementwise(name: string, parameters: readonly string[], formula: string): string {
  const [first] = parameters;
  const declared = (type: string) => parameters.map((parameter) => `${parameter}: ${type}`);
  const call = (lane: string) =>
    `${name}(${parameters.map((parameter) => `${parameter}.${lane}`)})`;
  return `
    fn ${name}(${declared('f32')}) -> f32 {
      if (isnan(${first})) { return ${first}; }
      return ${formula};
    }
    fn ${name}4(${declared('vec4f')}) -> vec4f {
      return vec4f(${[...'xyzw'].map(call)});
    }`;
}

/** A matrix in a product: of an array of floats, or of four each where its rows divide evenly. */
interface Factor {
  /** WGSL for the length of its rows in memory. */
  stride: string;
  /** A transposed one is read where it lies, rows and columns exchanged. */
  transposed?: boolean;
}

interface Product {
  left: Factor;
  /** WGSL for how many products a sum takes: left's columns, right's rows. */
  length: string;
  right: Factor;
  /** Whether all rows are multiples of four, so that an array's element is four values. */
  isAligned: boolean;
  /** WGSL for the row of the left that is all ones, below its last one. */
  rowOfOnes?: string;
  /** WGSL of what becomes of `sums`, a vec4f from `column` on in `row`. */
  finish: string;
}

const FOUR = [0, 1, 2, 3] as const;
const LANES = 'xyzw';

/**
 * WGSL whose `main` works out 4 × 4 values of left · right, which are the names of the arrays. Each tile
 * of both that it reads makes 64 products, all in registers: tiles in a workgroup's shared memory need
 * barriers, which took SwiftShader two to three times as long.
 */
export function matrixProduct(product: Product): string {
  const { left, right, length, isAligned, rowOfOnes, finish } = product;
  const isRagged = !isAligned || left.transposed;
  return `
    fn finish(row: i32, column: i32, sums: vec4f) -> vec4f {
      ${finish}
    }
    fn main() {
      let row = i32(globalId.y) * 4;
      let column = i32(globalId.x) * 4;
      let size = uniforms.outShape;
      if (row >= size.x || column >= size.y) { return; }
      ${each((r) => `var sums${r} = vec4f();`)}
      for (var k = 0; k < ${length}; k += 4) {
        ${tile('a', 'left', left, 'row', 'k', isAligned)}
        ${tile('b', 'right', right, 'k', 'column', isAligned)}
        ${rowOfOnes ? each((r) => `a${r} = select(a${r}, vec4f(1.0), row + ${r} == ${rowOfOnes});`) : ''}
        ${isRagged ? each((r) => `b${r} = select(vec4f(), b${r}, k + ${r} < ${length});`) : ''}
        ${each((r) => `sums${r} += ${FOUR.map((j) => `a${r}.${LANES[j]} * b${j}`).join(' + ')};`)}
      }
      ${each((r) => store(`row + ${r}`, `sums${r}`, isAligned))}
    }`;
}

/** Declares `name0` to `name3`: four rows of four values of a matrix, from a row and a column on. */
function tile(
  name: string,
  array: string,
  { stride, transposed }: Factor,
  row: string,
  column: string,
  isAligned: boolean,
): string {
  const [line, offset] = transposed ? [column, row] : [row, column];
  const index = (i: number) => `(${line} + ${i}) * ${stride} + ${offset}`;
  const read = (i: number) =>
    isAligned
      ? `${array}[(${index(i)}) / 4]`
      : `vec4f(${FOUR.map((j) => `${array}[${index(i)} + ${j}]`)})`;
  if (!transposed) return each((i) => `var ${name}${i} = ${read(i)};`);
  return `
    ${each((i) => `let ${name}Line${i} = ${read(i)};`)}
    ${each((i) => `var ${name}${i} = vec4f(${FOUR.map((j) => `${name}Line${j}.${LANES[i]}`)});`)}`;
}

function store(row: string, sums: string, isAligned: boolean): string {
  const lane = (j: number) =>
    `if (column + ${j} < size.y) { result[(${row}) * size.y + column + ${j}] = values.${LANES[j]}; }`;
  return `if (${row} < size.x) {
        let values = finish(${row}, column, ${sums});
        ${isAligned ? `result[((${row}) * size.y + column) / 4] = values;` : each(lane)}
      }`;
}

/** WGSL for four values of an array from a place on. */
export function four(array: string, place: string, isAligned: boolean): string {
  if (isAligned) return `${array}[(${place}) / 4]`;
  return `vec4f(${FOUR.map((j) => `${array}[${place} + ${j}]`)})`;
}

function each(line: (i: 0 | 1 | 2 | 3) => string): string {
  return FOUR.map(line).join('\n');
}
