import { shortNumber } from '../charts/axes.ts';
import { LossCurves } from '../charts/LossCurves.tsx';
import { Reading } from '../charts/Reading.tsx';
import { roundDomain, TICKS } from '../charts/ticks.ts';
import { useSameAxis } from '../charts/use-same-axis.ts';
import { lossText } from '../transport/status-figures.ts';
import type { OverlayRow } from './overlay.ts';
import { seriesAt } from './series.ts';

interface OverlayChartProps {
  rows: readonly OverlayRow[];
  /** Of the runs, in the order of the rows' losses. */
  names: readonly string[];
  width: number;
  height: number;
}

/** Loss curves of several runs over the epochs. */
export function OverlayChart({ rows, names, width, height }: OverlayChartProps) {
  const xAxis = useSameAxis(roundDomain([0, rows.at(-1)?.epoch ?? 1], TICKS));
  const yAxis = useSameAxis(roundDomain(span(rows), TICKS));
  return (
    <>
      <LossCurves
        label="Loss of several runs over the epochs"
        xAxis={xAxis}
        yAxis={yAxis}
        series={names.map((_, place) => ({
          ...seriesAt(place),
          points: rows.flatMap(({ epoch, losses }) => {
            const loss = losses[place] ?? null;
            return loss === null ? [] : [[epoch, loss] as const];
          }),
          hasDots: rows.length < 12,
        }))}
        width={width}
        height={height}
      />
      <Reading
        domain={xAxis.domain}
        places={rows.map(({ epoch }) => epoch)}
        linesAt={(index) => linesOf(rows[index], names)}
        width={width}
      />
    </>
  );
}

/** `Epoch 2.4`, and each run's loss there. */
function linesOf(row: OverlayRow | undefined, names: readonly string[]): string[] {
  if (!row) return [];
  const losses = names.flatMap((name, place) => {
    const loss = row.losses[place] ?? null;
    return loss === null ? [] : [`${name} ${lossText(loss)}`];
  });
  return [`Epoch ${shortNumber(row.epoch)}`, ...losses];
}

/** From the lowest loss to the highest but for the first tenth, which would flatten all that follows. */
function span(rows: readonly OverlayRow[]): [low: number, high: number] {
  const lossesOf = (some: readonly OverlayRow[]) =>
    some.flatMap(({ losses }) => losses.filter((loss) => loss !== null));
  const all = lossesOf(rows);
  if (all.length === 0) return [0, 1];
  const settled = lossesOf(rows.slice(Math.floor(rows.length / 10)));
  return [Math.min(...all), Math.max(...(settled.length > 0 ? settled : all))];
}
