/** How the runs are told apart, in colour and in dashes: the one that trains, then the pinned ones. */
export const series = [
  { colour: 'var(--ink)', width: 2, dash: undefined },
  { colour: 'var(--first)', width: 2, dash: '7 3' },
  { colour: 'var(--second)', width: 2, dash: '2 3' },
  { colour: 'var(--third)', width: 2, dash: '9 3 2 3' },
] as const;

/** Of a run by its place among those compared; the one that trains is 0. */
export function seriesAt(place: number) {
  return series[place] ?? series[0];
}
