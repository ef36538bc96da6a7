import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Rows } from './dense-network.ts';

/** Examples whose rows are made when they are needed: all pixels as numbers would take 376 MB. */
export interface Examples {
  /** Values in a row. */
  size: number;
  /** The digit of each example. */
  labels: Uint8Array;
  /** Writes the rows of some examples one after the other. */
  gather(indices: Uint32Array, room: Rows): void;
}

/** Pictures of bytes as rows of 784 values from 0 to 1. */
export function pixelExamples(pixels: Uint8Array, labels: Uint8Array): Examples {
  const size = DIGIT_SIZE;
  return {
    size,
    labels,
    gather(indices, room) {
      for (const [n, index] of indices.entries()) {
        room.putBytes(n, pixels.subarray(index * size, (index + 1) * size));
      }
    },
  };
}

/** For each value of a row its mean, and the factor that makes its variance 1; 0 where nothing varies. */
export interface Standard {
  means: Float64Array;
  factors: Float64Array;
}

/** @param values n × `size` values */
export function standardOf(values: Float32Array, size: number): Standard {
  const count = values.length / size;
  const means = new Float64Array(size);
  for (let first = 0; first < values.length; first += size) {
    for (let i = 0; i < size; i++) {
      means[i] = (means[i] as number) + (values[first + i] as number) / count;
    }
  }
  const variances = new Float64Array(size);
  for (let first = 0; first < values.length; first += size) {
    for (let i = 0; i < size; i++) {
      const distance = (values[first + i] as number) - (means[i] as number);
      variances[i] = (variances[i] as number) + distance ** 2 / count;
    }
  }
  const factors = variances.map((variance) => (variance > 1e-12 ? 1 / Math.sqrt(variance) : 0));
  return { means, factors };
}

/** Rows of values, standardized. */
export function standardizedExamples(
  values: Float32Array,
  labels: Uint8Array,
  { means, factors }: Standard,
): Examples {
  const size = means.length;
  return {
    size,
    labels,
    gather(indices, { rows }) {
      for (const [n, index] of indices.entries()) {
        for (let i = 0; i < size; i++) {
          const distance = (values[index * size + i] as number) - (means[i] as number);
          rows[n * size + i] = distance * (factors[i] as number);
        }
      }
    },
  };
}

/** The first `count` examples of each digit, or all of them; indices in ascending order. */
export function firstOfEach(labels: Uint8Array, count: number | null): Uint32Array<ArrayBuffer> {
  const left = new Map<number, number>();
  const chosen: number[] = [];
  for (const [index, label] of labels.entries()) {
    const more = left.get(label) ?? count ?? Number.POSITIVE_INFINITY;
    if (more <= 0) continue;
    left.set(label, more - 1);
    chosen.push(index);
  }
  return Uint32Array.from(chosen);
}
