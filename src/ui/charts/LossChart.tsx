import { useMemo } from 'react';
import { Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { penaltiesIn } from '../../spec/checkpoint.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { lossText } from '../transport/status-figures.ts';
import {
  axisLine,
  lossTick,
  margin,
  shortNumber,
  tick,
  tooltipStyle,
  X_AXIS,
  Y_AXIS,
} from './axes.ts';
import { lossDomain } from './curve.ts';
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

const moment = {
  position: 'absolute',
  insetBlock: `${margin.top}px ${X_AXIS}px`,
  width: 1,
  background: 'var(--ink)',
  pointerEvents: 'none',
} as const;
const still = { isAnimationActive: false, connectNulls: true };
const wording = { epoch: 'Epoch', step: 'Step' };

/** Axes and lines, loaded when the page stands. The moment’s line by hand: recharts’ weighs 1.8 kB. */
export default function LossChart({ points, by, at, logarithmic, width, height }: LossChartProps) {
  const losses = lossDomain(points, logarithmic);
  const yAxis = useSameAxis(logarithmic ? losses : roundDomain(losses, TICKS), logarithmic);
  const xAxis = useSameAxis(
    roundDomain([points[0]?.[by] ?? 0, points.at(-1)?.[by] ?? 1], TICKS),
    false,
  );
  const [first, last] = xAxis.domain;
  const inner = width - Y_AXIS - margin.right;
  const leftOf = (value: number) => Y_AXIS + (inner * (value - first)) / (last - first);
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
        <Tooltip
          isAnimationActive={false}
          contentStyle={tooltipStyle}
          formatter={(value) => (typeof value === 'number' ? lossText(value) : value)}
          labelFormatter={(at) => `${wording[by]} ${shortNumber(Number(at))}`}
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
      {at && <div style={{ ...moment, left: leftOf(at[by]) }} />}
    </>
  );
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
