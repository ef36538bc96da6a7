import type { Parameter } from '../spec/parameters.ts';
import { formatShape, sizeOf } from '../spec/shape.ts';
import { FileError } from './file-error.ts';

/** An array as files hold it: 32-bit floats, the last axis running fastest. */
export interface NamedArray {
  name: string;
  shape: readonly number[];
  values: Float32Array<ArrayBuffer>;
}

/** How one of the network's parameters lies in a file: under which name, with which axes. */
export interface ParameterLayout extends Layout {
  parameter: Parameter;
  name: string;
}

export interface Layout {
  /** The shape in the file. */
  shape: readonly number[];
  /** The parameter's own shape, axes split where the file orders their parts otherwise. */
  view: readonly number[];
  /** Which of the view's axes becomes which of the file's; the identity where it is left out. */
  axes?: readonly number[];
}

/** Convolutions with channels first: our kernels are [kh, kw, a, b], those [b, a, kh, kw]. */
export function convolutionLayout(view: readonly number[]): Layout {
  const axes = [3, 2, 0, 1];
  return { shape: pick(view, axes), view, axes };
}

/** The parameters as a file holds them, from the one flat array. */
export function arraysOf(
  layouts: readonly ParameterLayout[],
  parameters: Float32Array,
): NamedArray[] {
  return layouts.map(({ parameter: { offset, size }, name, shape, view, axes }) => {
    const own = parameters.slice(offset, offset + size);
    return { name, shape, values: axes ? transpose(own, view, axes) : own };
  });
}

/**
 * The one flat array from what a file holds, one array for each layout in the same order. Throws a
 * FileError where a shape differs or a value is not finite.
 */
export function parametersFrom(
  layouts: readonly ParameterLayout[],
  arrays: readonly NamedArray[],
): Float32Array<ArrayBuffer> {
  checkShapes(layouts, arrays);
  const count = layouts.reduce((sum, { parameter }) => sum + parameter.size, 0);
  const parameters = new Float32Array(count);
  for (const [i, { parameter, view, axes }] of layouts.entries()) {
    const array = arrays[i];
    if (!array) continue;
    checkFinite(array);
    const { values } = array;
    const own = axes ? transpose(values, pick(view, axes), inverse(axes)) : values;
    parameters.set(own, parameter.offset);
  }
  return parameters;
}

/** Throws a FileError for an array with a value that is infinite or not a number. */
export function checkFinite({ name, values }: NamedArray): void {
  if (!values.every(Number.isFinite)) {
    throw new FileError(`${name} holds a value that is not a finite number.`);
  }
}

/** Throws a FileError where an array is missing or has another shape than its layout. */
export function checkShapes(
  layouts: readonly ParameterLayout[],
  arrays: readonly Pick<NamedArray, 'name' | 'shape'>[],
): void {
  for (const [i, { name, shape }] of layouts.entries()) {
    const array = arrays[i];
    if (!array) throw new FileError(`The file has no ${name}.`);
    const [found, needed] = [formatShape(array.shape), formatShape(shape)];
    if (found !== needed) {
      throw new FileError(`${array.name} is ${found} in the file; the network needs ${needed}.`);
    }
  }
}

/**
 * Exchanges axes, as NumPy's `transpose` does: axis i of the result is axis `axes[i]` of `values`.
 * @param shape of `values`
 */
export function transpose(
  values: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
): Float32Array<ArrayBuffer> {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const lengths = pick(shape, axes);
  const steps = pick(strides, axes);
  const result = new Float32Array(values.length);
  const place = lengths.map(() => 0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] as number;
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const [length, step] = [lengths[axis] as number, steps[axis] as number];
      const next = (place[axis] as number) + 1;
      from += step;
      place[axis] = next < length ? next : 0;
      if (next < length) break;
      from -= step * length;
    }
  }
  return result;
}

function pick(values: readonly number[], axes: readonly number[]): number[] {
  return axes.map((axis) => values[axis] as number);
}

function inverse(axes: readonly number[]): number[] {
  return axes.map((_, axis) => axes.indexOf(axis));
}
