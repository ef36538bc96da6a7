/**
 * Which lines of `after` are not in `before`: all but a longest common subsequence of lines.
 * Source: Wagner and Fischer, "The string-to-string correction problem" (1974).
 * @returns places of lines, counted from 0
 */
export function changedLines(before: string, after: string): Set<number> {
  const [old, now] = [before.split('\n'), after.split('\n')];
  // common[i][j]: the longest sequence common to old lines from i on and new ones from j on.
  const common = old.map(() => new Uint32Array(now.length + 1));
  common.push(new Uint32Array(now.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    const row = common[i] as Uint32Array;
    for (let j = now.length - 1; j >= 0; j--) {
      row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changed = new Set<number>();
  let i = 0;
  for (let j = 0; j < now.length; ) {
    if (i < old.length && old[i] === now[j]) {
      i++;
      j++;
    } else if (i < old.length && at(i + 1, j) >= at(i, j + 1)) {
      i++;
    } else {
      changed.add(j++);
    }
  }
  return changed;
}
