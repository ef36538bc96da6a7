/** How many scores lie in each of `steps` equal steps from 0 to `limit`; beyond counts as the last. */
export function spreadOf(
  scores: Float32Array,
  limit: number,
  steps: number,
): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(steps);
  for (const score of scores) {
    const step = Math.min(steps - 1, Math.max(0, Math.floor((score / limit) * steps)));
    counts[step] = (counts[step] as number) + 1;
  }
  return counts;
}

/** The value that a share of all values lies at or below. */
export function quantile(values: Float32Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}
