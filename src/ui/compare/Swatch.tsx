import { seriesAt } from './series.ts';

/** The line of a run, as the chart draws it. */
export function Swatch({ place }: { place: number }) {
  const { colour, width, dash } = seriesAt(place);
  return (
    <svg aria-hidden="true" width="24" height="8" viewBox="0 0 24 8">
      <line
        x1="0"
        y1="4"
        x2="24"
        y2="4"
        stroke={colour}
        strokeWidth={width}
        strokeDasharray={dash}
      />
    </svg>
  );
}
