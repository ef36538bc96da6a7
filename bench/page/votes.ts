const NEAREST = 5;

/**
 * How many digits are right by the vote of the five others whose codes are nearest; of equal votes the
 * nearer digit wins.
 * @param codes one after another, `labels.length` × size
 * @returns a share, 0 to 1
 */
export function shareVotedRight(codes: Float32Array, labels: Uint8Array): number {
  const size = codes.length / labels.length;
  const right = labels.reduce((count, label, own) => {
    const voters = nearest(codes, size, own).map((row) => labels[row] as number);
    return count + Number(winner(voters) === label);
  }, 0);
  return right / labels.length;
}

/** The rows whose codes are nearest to that of `own`, the nearest first. */
function nearest(codes: Float32Array, size: number, own: number): number[] {
  const found: { row: number; distance: number }[] = [];
  for (let row = 0; row * size < codes.length; row++) {
    if (row === own) continue;
    let distance = 0;
    for (let unit = 0; unit < size; unit++) {
      distance += ((codes[row * size + unit] ?? 0) - (codes[own * size + unit] ?? 0)) ** 2;
    }
    if (found.length === NEAREST && distance >= (found.at(-1)?.distance ?? 0)) continue;
    found.push({ row, distance });
    found.sort((a, b) => a.distance - b.distance);
    found.length = Math.min(found.length, NEAREST);
  }
  return found.map(({ row }) => row);
}

function winner(voters: readonly number[]): number | undefined {
  const votes = (digit: number) => voters.filter((voter) => voter === digit).length;
  const most = Math.max(...voters.map(votes));
  return voters.find((voter) => votes(voter) === most);
}
