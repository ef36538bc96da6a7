/** How far an engine of 32-bit floats may be from the reference. */
export interface Tolerance {
  /** Of a loss, relative. */
  loss: number;
  /** Of values such as pixels, codes and parameters: relative to the largest one expected. */
  value: number;
}

/** Throws an error that says where `actual` is furthest from `expected`, if that is too far. */
export function expectClose(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  if (actual.length !== expected.length) {
    throw new Error(`${what}: ${actual.length} values in place of ${expected.length}`);
  }
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i] as number));
  }
  const limit = tolerance * Math.max(largest, 1e-12);
  let [worst, at] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    const distance = Math.abs((actual[i] as number) - (expected[i] as number));
    if (Number.isNaN(distance)) throw new Error(`${what}[${i}] is not a number`);
    if (distance > worst) [worst, at] = [distance, i];
  }
  if (worst > limit) {
    throw new Error(
      `${what}[${at}] is ${actual[at]} in place of ${expected[at]}: ${worst} apart, ${limit} allowed`,
    );
  }
}
