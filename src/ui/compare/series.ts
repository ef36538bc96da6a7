/** How the runs are told apart, in colour and in dashes: the one that trains, then the pinned ones. */
export const series = [
  { stroke: 'var(--ink)', dash: 'none' },
  { stroke: 'var(--first)', dash: '7 3' },
  { stroke: 'var(--second)', dash: '2 3' },
  { stroke: 'var(--third)', dash: '9 3 2 3' },
] as const;

/** Of a run by its place among those compared; the one that trains is 0. */
export function seriesAt(place: number) {
  return series[place] ?? series[0];
}
