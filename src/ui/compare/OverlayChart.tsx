import { Line, LineChart, XAxis, YAxis } from 'recharts';
import { axisLine, lossTick, margin, shortNumber, tick, X_AXIS, Y_AXIS } from '../charts/axes.ts';
import { Reading } from '../charts/Reading.tsx';
import { Rules } from '../charts/Rules.tsx';
import { linearTicks, roundDomain } from '../charts/ticks.ts';
import { lossText } from '../transport/status-figures.ts';
import type { OverlayRow } from './overlay.ts';
import { seriesAt } from './series.ts';

const TICKS = 5;

interface OverlayChartProps {
  rows: readonly OverlayRow[];
  /** Of the runs, in the order of the rows' losses. */
  names: readonly string[];
  width: number;
  height: number;
}

/** Loss curves of several runs over the epochs. */
export function OverlayChart({ rows, names, width, height }: OverlayChartProps) {
  const xDomain = roundDomain([0, rows.at(-1)?.epoch ?? 1], TICKS);
  const yDomain = roundDomain(span(rows), TICKS);
  const yTicks = linearTicks(yDomain, TICKS);
  return (
    <>
      <Rules domain={yDomain} ticks={yTicks} width={width} height={height} />
      <LineChart
        width={width}
        height={height}
        data={[...rows]}
        margin={margin}
        aria-label="Loss of several runs over the epochs"
      >
        <XAxis
          dataKey="epoch"
          type="number"
          domain={[...xDomain]}
          ticks={linearTicks(xDomain, TICKS)}
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          interval={0}
          tickFormatter={shortNumber}
          height={X_AXIS}
        />
        <YAxis
          type="number"
          domain={[...yDomain]}
          ticks={yTicks}
          allowDataOverflow
          tick={tick}
          tickLine={false}
          axisLine={false}
          interval={0}
          tickFormatter={lossTick}
          width={Y_AXIS}
        />
        {names.map((name, place) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, whichever run has it.
            key={place}
            dataKey={(row: OverlayRow) => row.losses[place] ?? null}
            name={name}
            stroke={seriesAt(place).stroke}
            strokeDasharray={seriesAt(place).dash}
            strokeWidth={2}
            dot={rows.length < 12}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
      <Reading
        domain={xDomain}
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
