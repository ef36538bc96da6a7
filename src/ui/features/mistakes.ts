/** A digit that was taken for another one, and how often. */
export interface Mistake {
  truth: number;
  taken: number;
  count: number;
}

/**
 * The mistakes in a confusion matrix, the most frequent first.
 * @param confusion 10 × 10 counts, a row for each true digit
 */
export function mistakesOf(confusion: Uint32Array): Mistake[] {
  return Array.from(confusion, (count, cell) => ({
    truth: Math.floor(cell / 10),
    taken: cell % 10,
    count,
  }))
    .filter(({ truth, taken, count }) => truth !== taken && count > 0)
    .sort((a, b) => b.count - a.count);
}
