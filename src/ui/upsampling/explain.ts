import { LARGE, nearestInputs, SMALL, type Summand, stampSummands } from '../../spec/upsampling.ts';

/** How the small picture is enlarged. */
export type Method = 'nearest' | 'transposed';

/** A pixel of a large picture. */
export interface Pixel {
  value: number;
  /** What it is the sum of; nearest neighbour copies one input. */
  summands: readonly Summand[];
}

/** The large pictures' pixels, in rows from the top left. */
export function enlarge(
  inputs: readonly number[],
  weights: readonly number[],
): Record<Method, Pixel[]> {
  const at = (values: readonly number[], place: number) => values[place] ?? 0;
  const kernel = Math.sqrt(weights.length);
  return {
    nearest: nearestInputs().map((input) => ({
      value: at(inputs, input),
      summands: [{ input, weight: 0 }],
    })),
    transposed: stampSummands(kernel).map((summands) => ({
      value: summands.reduce(
        (sum, { input, weight }) => sum + at(inputs, input) * at(weights, weight),
        0,
      ),
      summands,
    })),
  };
}

/** How a pixel came about: `0.9 × 0.4 + 0.2 × 0.1 = 0.38`. */
export function sentenceOf(
  method: Method,
  place: number,
  { value, summands }: Pixel,
  inputs: readonly number[],
  weights: readonly number[],
): string {
  const where = `Row ${Math.floor(place / LARGE) + 1}, column ${(place % LARGE) + 1}`;
  if (method === 'nearest') {
    const input = summands[0]?.input ?? 0;
    const row = Math.floor(input / SMALL) + 1;
    return `${where}: a copy of the input in row ${row}, column ${(input % SMALL) + 1}, ${number(value)}.`;
  }
  const products = summands.map(
    ({ input, weight }) => `${number(inputs[input] ?? 0)} × ${number(weights[weight] ?? 0)}`,
  );
  const stamps = summands.length === 1 ? 'one stamp' : `${summands.length} stamps meet`;
  return `${where}, ${stamps}: ${products.join(' + ')} = ${number(value)}.`;
}

/** Two decimals at most. */
export function number(value: number): string {
  return String(Number(value.toFixed(2))).replace('-', '−');
}
