import { createRandom } from '../data/random.ts';

/*
 * Some eigenvectors of a symmetric matrix by the classical road of LAPACK's dsyevx: reflections make the
 * matrix tridiagonal, bisection finds the eigenvalues that are wanted, inverse iteration their vectors.
 * Of 784 eigenvectors 32 take a quarter of the time of all. It needs no start and no guess of how many
 * steps are enough, and finds equal eigenvalues as often as they are there.
 * Source: Wilkinson, "The Algebraic Eigenvalue Problem" (1965), chapter 5; Parlett, "The Symmetric
 * Eigenvalue Problem" (1998), chapters 3 and 4.
 */

export interface Eigenvectors {
  /** `count` eigenvalues, the largest first. */
  values: Float64Array;
  /** Row by row `count` × `size` values: unit vectors at right angles. */
  vectors: Float64Array;
}

/** A symmetric matrix with nothing beside its three middle diagonals. */
interface Tridiagonal {
  diagonal: Float64Array;
  /** `beside[i]` stands in row i and column i − 1; `beside[0]` is 0. */
  beside: Float64Array;
  /** No eigenvalue is larger in size. */
  bound: number;
}

/** Eigenvalues so near, as a share of the largest, that inverse iteration mixes their vectors. */
const NEAR = 1e-3;
/** Far more than inverse iteration ever took. */
const MOST_STEPS = 10;

/**
 * The eigenvectors of the `count` largest eigenvalues.
 * @param matrix symmetric, `size` × `size`; only its lower triangle is read
 * @param count at most `size`
 */
export function leadingEigenvectors(
  matrix: Float64Array,
  size: number,
  count: number,
): Eigenvectors {
  const work = matrix.slice();
  const heights = new Float64Array(size);
  const tridiagonal = reduce(work, size, heights);
  const values = largestEigenvalues(tridiagonal, count);
  const vectors = inverseIteration(tridiagonal, values);
  reflectBack(work, size, heights, vectors);
  return { values, vectors };
}

/**
 * Makes a symmetric matrix tridiagonal by Householder's reflections I − uuᵀ/h, from the last row up.
 * @param a the matrix, `size` × `size`; row i becomes the u of i values that cleared it
 * @param heights becomes the h of each row, 0 where there was nothing to clear
 */
function reduce(a: Float64Array, size: number, heights: Float64Array): Tridiagonal {
  const diagonal = new Float64Array(size);
  const beside = new Float64Array(size);
  const p = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    diagonal[i] = a[i * size + i] as number;
    const u = a.subarray(i * size, i * size + i);
    const length = Math.sqrt(dot(u, u, i));
    const last = u[i - 1] ?? 0;
    // A row that is tridiagonal already, as one of a pixel that no digit reaches is.
    if (length === Math.abs(last)) {
      beside[i] = last;
      continue;
    }
    // Of the sign that adds, so that nothing cancels.
    const corner = last < 0 ? length : -length;
    beside[i] = corner;
    u[i - 1] = last - corner;
    const h = length * (length + Math.abs(last));
    heights[i] = h;

    // A − u qᵀ − q uᵀ with q = p − (uᵀp / 2h) u and p = Au / h.
    multiply(a, size, u, i, p);
    for (let j = 0; j < i; j++) p[j] = (p[j] as number) / h;
    const shift = dot(u, p, i) / (2 * h);
    for (let j = 0; j < i; j++) p[j] = (p[j] as number) - shift * (u[j] as number);
    subtractPair(a, size, u, p, i);
  }
  let bound = 0;
  for (let i = 0; i < size; i++) {
    const reach = Math.abs(beside[i] as number) + Math.abs(beside[i + 1] ?? 0);
    bound = Math.max(bound, Math.abs(diagonal[i] as number) + reach);
  }
  // A matrix of nothing is as well between any bounds.
  return { diagonal, beside, bound: bound || 1 };
}

/** Au of the leading `count` rows and columns, of which the lower triangle is read once. */
function multiply(
  a: Float64Array,
  size: number,
  u: Float64Array,
  count: number,
  product: Float64Array,
): void {
  for (let j = 0; j < count; j++) {
    const row = j * size;
    const factor = u[j] as number;
    let sum = (a[row + j] as number) * factor;
    for (let k = 0; k < j; k++) {
      const value = a[row + k] as number;
      sum += value * (u[k] as number);
      product[k] = (product[k] as number) + value * factor;
    }
    product[j] = sum;
  }
}

/** Takes u qᵀ + q uᵀ off the lower triangle of the leading `count` rows. */
function subtractPair(
  a: Float64Array,
  size: number,
  u: Float64Array,
  q: Float64Array,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const row = j * size;
    const [uj, qj] = [u[j] as number, q[j] as number];
    // As of blank pixels.
    if (uj === 0 && qj === 0) continue;
    for (let k = 0; k <= j; k++) {
      a[row + k] = (a[row + k] as number) - uj * (q[k] as number) - qj * (u[k] as number);
    }
  }
}

/** The `count` largest eigenvalues, to the last bits that the matrix's size leaves. */
function largestEigenvalues(matrix: Tridiagonal, count: number): Float64Array {
  const { diagonal, bound } = matrix;
  const values = new Float64Array(count);
  let above = bound;
  for (let place = 0; place < count; place++) {
    // Below `high` there are at least as many eigenvalues as from this one on, below `low` fewer.
    const wanted = diagonal.length - place;
    let [low, high] = [-bound, above];
    while (high - low > Number.EPSILON * bound) {
      const middle = (low + high) / 2;
      if (countBelow(matrix, middle) >= wanted) high = middle;
      else low = middle;
    }
    above = high;
    values[place] = (low + high) / 2;
  }
  return values;
}

/** How many eigenvalues are less than x: by Sylvester's law as many as the pivots of T − x below 0. */
function countBelow({ diagonal, beside, bound }: Tridiagonal, x: number): number {
  const least = Number.EPSILON ** 2 * bound;
  let count = 0;
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    const off = beside[i] as number;
    pivot = (diagonal[i] as number) - x - (off * off) / pivot;
    if (Math.abs(pivot) < least) pivot = -least;
    if (pivot < 0) count++;
  }
  return count;
}

/**
 * The eigenvectors of a tridiagonal matrix, each by solving (T − λ)x = b with its own last answer for b
 * until what is left of Tx − λx is lost in rounding. Vectors of near eigenvalues are kept at right angles.
 * @param values eigenvalues, the largest first
 */
function inverseIteration(matrix: Tridiagonal, values: Float64Array): Float64Array {
  const size = matrix.diagonal.length;
  const vectors = new Float64Array(values.length * size);
  const solver = new Solver(matrix);
  const random = createRandom(0, 'eigenvectors');
  const rounding = Number.EPSILON * matrix.bound;
  let first = 0;
  let shift = Number.POSITIVE_INFINITY;
  for (let place = 0; place < values.length; place++) {
    const value = values[place] as number;
    while ((values[first] as number) - value > NEAR * matrix.bound) first++;
    // Equal ones are moved apart a little, or all would give the same vector.
    shift = Math.min(value, shift - 2 * rounding);
    solver.factor(shift);
    const x = vectors.subarray(place * size, (place + 1) * size);
    for (let i = 0; i < size; i++) x[i] = random.uniform() - 0.5;
    scale(x, 1 / Math.sqrt(dot(x, x, size)));
    let settled = false;
    for (let step = 0; step < MOST_STEPS; step++) {
      solver.solve(x);
      // b was of length 1, and so what is left of (T − λ)x is 1 / |x| for x of length 1.
      const left = 1 / Math.sqrt(dot(x, x, size));
      scale(x, left);
      for (let other = first; other < place; other++) {
        const y = vectors.subarray(other * size, (other + 1) * size);
        const along = dot(x, y, size);
        for (let i = 0; i < size; i++) x[i] = (x[i] as number) - along * (y[i] as number);
      }
      const rest = Math.sqrt(dot(x, x, size));
      scale(x, 1 / rest);
      // One step more than is enough, which cleans the vector of what others left in it.
      if (settled && rest > 0.5) break;
      settled = left < size * rounding;
    }
  }
  return vectors;
}

/** Solves (T − λ)x = b by elimination with row exchanges. */
class Solver {
  private readonly matrix: Tridiagonal;
  /** The upper triangle's diagonal and the two above it, and what of each row went off the next. */
  private readonly pivots: Float64Array;
  private readonly above: Float64Array;
  private readonly twoAbove: Float64Array;
  private readonly factors: Float64Array;
  private readonly exchanged: Uint8Array;

  constructor(matrix: Tridiagonal) {
    this.matrix = matrix;
    const size = matrix.diagonal.length;
    this.pivots = new Float64Array(size);
    this.above = new Float64Array(size);
    this.twoAbove = new Float64Array(size);
    this.factors = new Float64Array(size);
    this.exchanged = new Uint8Array(size);
  }

  factor(shift: number): void {
    const { pivots, above, twoAbove, factors, exchanged } = this;
    const { diagonal, beside, bound } = this.matrix;
    const size = diagonal.length;
    const least = Number.EPSILON * bound;
    let pivot = (diagonal[0] as number) - shift;
    let next = beside[1] ?? 0;
    for (let i = 0; i < size; i++) {
      const below = beside[i + 1] ?? 0;
      const diagonalBelow = (diagonal[i + 1] ?? 0) - shift;
      const nextBelow = beside[i + 2] ?? 0;
      const swap = Math.abs(below) > Math.abs(pivot);
      exchanged[i] = Number(swap);
      if (!swap && Math.abs(pivot) < least) pivot = least;
      const factor = swap ? pivot / below : below / pivot;
      factors[i] = factor;
      pivots[i] = swap ? below : pivot;
      above[i] = swap ? diagonalBelow : next;
      twoAbove[i] = swap ? nextBelow : 0;
      pivot = swap ? next - factor * diagonalBelow : diagonalBelow - factor * next;
      next = swap ? -factor * nextBelow : nextBelow;
    }
  }

  /** @param x b, which becomes the solution */
  solve(x: Float64Array): void {
    const { pivots, above, twoAbove, factors, exchanged } = this;
    const last = x.length - 1;
    for (let i = 0; i < last; i++) {
      const [here, below] = [x[i] as number, x[i + 1] as number];
      const [first, second] = exchanged[i] ? [below, here] : [here, below];
      x[i] = first;
      x[i + 1] = second - (factors[i] as number) * first;
    }
    for (let i = last; i >= 0; i--) {
      const one = i < last ? (above[i] as number) * (x[i + 1] as number) : 0;
      const two = i < last - 1 ? (twoAbove[i] as number) * (x[i + 2] as number) : 0;
      x[i] = ((x[i] as number) - one - two) / (pivots[i] as number);
    }
  }
}

/** Vectors of the tridiagonal matrix as those of the matrix before `reduce`, in place. */
function reflectBack(
  a: Float64Array,
  size: number,
  heights: Float64Array,
  vectors: Float64Array,
): void {
  for (let i = 1; i < size; i++) {
    const h = heights[i] as number;
    if (h === 0) continue;
    const u = a.subarray(i * size, i * size + i);
    for (let first = 0; first < vectors.length; first += size) {
      const x = vectors.subarray(first, first + i);
      const along = dot(u, x, i) / h;
      for (let j = 0; j < i; j++) x[j] = (x[j] as number) - along * (u[j] as number);
    }
  }
}

function dot(a: Float64Array, b: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function scale(values: Float64Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
}
