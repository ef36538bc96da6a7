import type { RocPoint } from '../spec/scores.ts';

/**
 * The receiver operating characteristic, from a threshold that nothing reaches to one that everything
 * does; of equal scores either all or none count.
 * @param most points are left out evenly until there are at most so many, and the ends stay
 */
export function rocCurve(normal: Float32Array, strange: Float32Array, most: number): RocPoint[] {
  const [a, b] = [normal.toSorted().reverse(), strange.toSorted().reverse()];
  const points: RocPoint[] = [{ threshold: Number.POSITIVE_INFINITY, caught: 0, falseAlarms: 0 }];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const threshold = Math.max(a[i] ?? Number.NEGATIVE_INFINITY, b[j] ?? Number.NEGATIVE_INFINITY);
    while (i < a.length && a[i] === threshold) i++;
    while (j < b.length && b[j] === threshold) j++;
    points.push({ threshold, caught: j / b.length, falseAlarms: i / a.length });
  }
  return thin(points, most);
}

/**
 * The area under the curve: the chance that a strange picture scores higher than a normal one, a tie
 * counting half. By ranks; source: Mann and Whitney (1947).
 */
export function areaUnderCurve(normal: Float32Array, strange: Float32Array): number {
  const [a, b] = [normal.toSorted(), strange.toSorted()];
  let [below, upTo, wins] = [0, 0, 0];
  for (const score of b) {
    while (below < a.length && (a[below] as number) < score) below++;
    while (upTo < a.length && (a[upTo] as number) <= score) upTo++;
    wins += (below + upTo) / 2;
  }
  return wins / (a.length * b.length);
}

function thin(points: RocPoint[], most: number): RocPoint[] {
  if (points.length <= most) return points;
  const last = points.length - 1;
  return Array.from({ length: most }, (_, place) => {
    return points[Math.round((place * last) / (most - 1))] as RocPoint;
  });
}
