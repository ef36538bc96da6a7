import { useMemo } from 'react';
import { Line, LineChart, XAxis, YAxis } from 'recharts';
import { penaltiesIn } from '../../spec/checkpoint.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { lossText } from '../transport/status-figures.ts';
import { axisLine, leftOf, lossTick, margin, shortNumber, tick, X_AXIS, Y_AXIS } from './axes.ts';
import styles from './charts.module.css';
import { lossDomain } from './curve.ts';
import { Reading } from './Reading.tsx';
import { Rules } from './Rules.tsx';
import { penaltyStroke, strokes } from './strokes.ts';
import { type Domain, linearTicks, logarithmicTicks, roundDomain } from './ticks.ts';

export interface LossChartProps {
  points: PlaygroundState['history'];
  by: 'step' | 'epoch';
  /** The moment that the page shows in place of now. */
  at: { step: number; epoch: number } | null;
  logarithmic: boolean;
  width: number;
  height: number;
}

type Point = LossChartProps['points'][number];

const still = { isAnimationActive: false, connectNulls: true };
const wording = { epoch: 'Epoch', step: 'Step' };

/** Axes and lines, loaded when the page stands. The moment’s line is ours: recharts’ weighs 1.8 kB. */
export default function LossChart({ points, by, at, logarithmic, width, height }: LossChartProps) {
  const losses = lossDomain(points, logarithmic);
  const yAxis = useSameAxis(logarithmic ? losses : roundDomain(losses, TICKS), logarithmic);
  const xAxis = useSameAxis(
    roundDomain([points[0]?.[by] ?? 0, points.at(-1)?.[by] ?? 1], TICKS),
    false,
  );
  return (
    <>
      <Rules {...yAxis} logarithmic={logarithmic} width={width} height={height} />
      <LineChart
        width={width}
        height={height}
        data={points}
        margin={margin}
        aria-label="Loss while training and on the validation images"
      >
        <XAxis
          dataKey={by}
          type="number"
          {...xAxis}
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          interval={0}
          tickFormatter={shortNumber}
          height={X_AXIS}
        />
        <YAxis
          type="number"
          scale={logarithmic ? 'log' : 'linear'}
          {...yAxis}
          allowDataOverflow
          tick={tick}
          tickLine={false}
          axisLine={false}
          interval={0}
          tickFormatter={lossTick}
          width={Y_AXIS}
        />
        {[strokes.training, strokes.validation].map(({ name, colour, width, dash }) => (
          <Line
            key={name}
            {...still}
            dataKey={name}
            name={name}
            stroke={colour}
            strokeWidth={width}
            strokeDasharray={dash ?? ''}
            dot={name === 'validation' && points.length < 12}
          />
        ))}
        {penaltiesIn(points).map((kind) => {
          const { name, colour, width, dash } = penaltyStroke(kind);
          return (
            <Line
              key={kind}
              {...still}
              // A logarithmic axis has no place for the 0 of a warm-up's first epoch.
              dataKey={({ penalties }: Point) =>
                penalties[kind] || (logarithmic ? null : penalties[kind])
              }
              name={name}
              stroke={colour}
              strokeWidth={width}
              strokeDasharray={dash ?? ''}
              dot={false}
            />
          );
        })}
      </LineChart>
      {at && <div className={styles.rule} style={{ left: leftOf(at[by], xAxis.domain, width) }} />}
      <Reading
        domain={xAxis.domain}
        places={points.map((point) => point[by])}
        linesAt={(index) => linesOf(points[index], by)}
        width={width}
      />
    </>
  );
}

/** `Epoch 2.4`, and the losses there. */
function linesOf(point: Point | undefined, by: 'step' | 'epoch'): string[] {
  if (!point) return [];
  const losses: (readonly [name: string, loss: number | null | undefined])[] = [
    ['training', point.training],
    ['validation', point.validation],
    ...penaltiesIn([point]).map(
      (kind) => [penaltyStroke(kind).name, point.penalties[kind]] as const,
    ),
  ];
  const known = losses.flatMap(([name, loss]) => (loss == null ? [] : `${name} ${lossText(loss)}`));
  return [`${wording[by]} ${shortNumber(point[by])}`, ...known];
}

const TICKS = 5;

/** Domain and ticks, the same objects while nothing changes: the chart lays new axes out at a price. */
function useSameAxis([low, high]: Domain, logarithmic: boolean) {
  return useMemo(() => {
    const domain: [number, number] = [low, high];
    const ticks = (logarithmic ? logarithmicTicks : linearTicks)(domain, TICKS);
    return { domain, ticks };
  }, [low, high, logarithmic]);
}
