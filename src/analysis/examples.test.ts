import { expect, it } from 'vitest';
import { firstOfEach, pixelExamples, standardizedExamples, standardOf } from './examples.ts';
import { PlainNetwork } from './plain-network.ts';

const roomFor = (rows: number, size: number) =>
  new PlainNetwork({ widths: [size, 1], parameters: new Float64Array(size + 1) }, rows);

it('standardizes each number over the examples, and leaves out what never varies', () => {
  const values = Float32Array.of(1, 7, 2, 7, 3, 7, 6, 7);
  const examples = standardizedExamples(values, new Uint8Array(4), standardOf(values, 2));
  const network = roomFor(4, 2);
  examples.gather(Uint32Array.of(0, 1, 2, 3), network);
  const { rows } = network;
  // Mean 3, variance 3.5.
  for (const [n, value] of [-2, -1, 0, 3].entries()) {
    expect(rows[2 * n]).toBe(Math.fround(value / Math.sqrt(3.5)));
    expect(rows[2 * n + 1]).toBe(0);
  }
});

it('gathers pixels as values from 0 to 1, in the order asked for', () => {
  const pixels = new Uint8Array(2 * 784);
  pixels[0] = 255;
  pixels[784 + 1] = 51;
  const network = roomFor(2, 784);
  pixelExamples(pixels, new Uint8Array(2)).gather(Uint32Array.of(1, 0), network);
  const { rows } = network;
  expect([rows[1], rows[784]]).toEqual([Math.fround(0.2), 1]);
});

it('chooses the first examples of each digit', () => {
  const labels = Uint8Array.of(3, 3, 1, 3, 1, 1);
  expect(firstOfEach(labels, 2)).toEqual(Uint32Array.of(0, 1, 2, 4));
  expect(firstOfEach(labels, null)).toEqual(Uint32Array.of(0, 1, 2, 3, 4, 5));
});
