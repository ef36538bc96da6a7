import type { Place } from '../../spec/code-plane.ts';

const NEIGHBOURS = 5;

/**
 * About where a code would lie on a map that only knows the digits it was made of: in the middle of
 * the digits with the nearest codes.
 * @param codes n × size values
 * @param points n × 2 values
 */
export function placeAmong(codes: Float32Array, points: Float32Array, code: Float32Array): Place {
  const size = code.length;
  const distances = Float32Array.from({ length: codes.length / size }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      sum += ((codes[row * size + i] as number) - (code[i] as number)) ** 2;
    }
    return sum;
  });
  const nearest = [...distances.keys()].sort(
    (a, b) => (distances[a] as number) - (distances[b] as number),
  );
  let [x, y] = [0, 0];
  for (const row of nearest.slice(0, NEIGHBOURS)) {
    x += (points[2 * row] as number) / NEIGHBOURS;
    y += (points[2 * row + 1] as number) / NEIGHBOURS;
  }
  return { x, y };
}
