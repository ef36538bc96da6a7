/** How often each digit was taken for which: 10 × 10 counts, a row for each true digit. */
export function confusionOf(predicted: Uint8Array, labels: Uint8Array): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(100);
  for (const [n, label] of labels.entries()) {
    const cell = 10 * label + (predicted[n] as number);
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

/** The share of a confusion matrix that lies on its diagonal. */
export function accuracyOf(confusion: Uint32Array): number {
  const all = confusion.reduce((sum, count) => sum + count, 0);
  const right = confusion.reduce((sum, count, cell) => sum + (cell % 11 === 0 ? count : 0), 0);
  return right / all;
}
