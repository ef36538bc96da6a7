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

/** A matrix in a product. */
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
  /** Values in an element of all arrays: four only where all rows are multiples of four. */
  lanes: 1 | 4;
  /** WGSL for the row of the left that is all ones, below its last one. */
  rowOfOnes?: string;
  /** WGSL of what becomes of `sums`, an element from `column` on in `row`. */
  finish: string;
}

/** WGSL for left · right, which are the names of the arrays. */
export function matrixProduct(product: Product): string {
  return product.lanes === 4 ? tiledProduct(product) : plainProduct(product);
}

/**
 * A value an invocation, for layers whose widths are no multiples of four: small ones mostly. Tiles that
 * mind their edges are four times the text, and a new one takes seconds to compile.
 */
function plainProduct({ left, right, length, rowOfOnes, finish }: Product): string {
  const at = ({ stride, transposed }: Factor, row: string, column: string) =>
    transposed ? `${column} * ${stride} + ${row}` : `${row} * ${stride} + ${column}`;
  const a = `left[${at(left, 'row', 'k')}]`;
  return `
    fn finish(row: i32, column: i32, sums: f32) -> f32 {
      ${finish}
    }
    fn main() {
      let row = i32(globalId.y);
      let column = i32(globalId.x);
      let size = uniforms.outShape;
      if (row >= size.x || column >= size.y) { return; }
      var sum = 0.0;
      for (var k = 0; k < ${length}; k++) {
        let a = ${rowOfOnes ? `select(${a}, 1.0, row == ${rowOfOnes})` : a};
        sum += a * right[${at(right, 'k', 'column')}];
      }
      result[row * size.y + column] = finish(row, column, sum);
    }`;
}

const FOUR = [0, 1, 2, 3] as const;
const LANES = 'xyzw';

/**
 * 4 × 4 values an invocation. Each tile of both that it reads makes 64 products, all in registers: tiles
 * in a workgroup's shared memory need barriers, which took SwiftShader two to three times as long.
 */
function tiledProduct({ left, right, length, rowOfOnes, finish }: Product): string {
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
        ${tile('a', 'left', left, 'row', 'k')}
        ${tile('b', 'right', right, 'k', 'column')}
        ${rowOfOnes ? each((r) => `a${r} = select(a${r}, vec4f(1.0), row + ${r} == ${rowOfOnes});`) : ''}
        ${left.transposed ? each((r) => `b${r} = select(vec4f(), b${r}, k + ${r} < ${length});`) : ''}
        ${each((r) => `sums${r} += ${FOUR.map((j) => `a${r}.${LANES[j]} * b${j}`).join(' + ')};`)}
      }
      ${each((r) => store(`row + ${r}`, `sums${r}`))}
    }`;
}

/** Declares `name0` to `name3`: four rows of four values of a matrix, from a row and a column on. */
function tile(
  name: string,
  array: string,
  { stride, transposed }: Factor,
  row: string,
  column: string,
): string {
  const [line, offset] = transposed ? [column, row] : [row, column];
  const read = (i: number) => `${array}[((${line} + ${i}) * ${stride} + ${offset}) / 4]`;
  if (!transposed) return each((i) => `var ${name}${i} = ${read(i)};`);
  return `
    ${each((i) => `let ${name}Line${i} = ${read(i)};`)}
    ${each((i) => `var ${name}${i} = vec4f(${FOUR.map((j) => `${name}Line${j}.${LANES[i]}`)});`)}`;
}

function store(row: string, sums: string): string {
  return `if (${row} < size.x) {
        result[((${row}) * size.y + column) / 4] = finish(${row}, column, ${sums});
      }`;
}

function each(line: (i: 0 | 1 | 2 | 3) => string): string {
  return FOUR.map(line).join('\n');
}
