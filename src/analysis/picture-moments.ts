import { Matrix } from 'ml-matrix';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Moments } from './pca.ts';

/**
 * The moments of pictures, whose pixels count from 0 to 1. Four pixels in five are paper and add nothing
 * to the sums: 60,000 pictures take a twentieth of what points of any values would.
 * @param pixels 784 bytes a picture
 * @param chosen the pictures that count
 */
export function pictureMoments(pixels: Uint8Array, chosen: Uint32Array): Moments {
  const size = DIGIT_SIZE;
  // Sums of bytes and of their products are whole numbers below 2⁵³, and so are exact.
  const sums = new Float64Array(size);
  const products = new Float64Array(size * size);
  const inked = new Uint16Array(size);
  for (const index of chosen) {
    const picture = pixels.subarray(index * size, (index + 1) * size);
    let count = 0;
    for (let i = 0; i < size; i++) if (picture[i] !== 0) inked[count++] = i;
    for (let a = 0; a < count; a++) {
      const i = inked[a] as number;
      const value = picture[i] as number;
      sums[i] = (sums[i] as number) + value;
      for (let b = 0; b <= a; b++) {
        const at = i * size + (inked[b] as number);
        products[at] = (products[at] as number) + value * (picture[inked[b] as number] as number);
      }
    }
  }
  const mean = sums.map((sum) => sum / (255 * chosen.length));
  const covariance = new Matrix(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const product = (products[i * size + j] as number) / (255 ** 2 * chosen.length);
      const value = product - (mean[i] as number) * (mean[j] as number);
      covariance.set(i, j, value);
      covariance.set(j, i, value);
    }
  }
  return { mean, covariance };
}
