import { useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import type { PlaygroundState } from '../../store/state.ts';
import { lossText } from '../transport/status-figures.ts';
import { lossDomain } from './curve.ts';
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

const tick = { fill: 'var(--muted)', fontSize: 11 };
const margin = { top: 6, right: 10, bottom: 0, left: 0 };
const axisLine = { stroke: 'var(--hairline)' };
const tooltipStyle = {
  border: '1px solid var(--hairline)',
  borderRadius: 6,
  background: 'var(--raised)',
  padding: '4px 8px',
  fontSize: 11,
};
const wording = { epoch: 'Epoch', step: 'Step' };

/** Axes and lines; loaded when the page stands. */
export default function LossChart({ points, by, at, logarithmic, width, height }: LossChartProps) {
  const losses = lossDomain(points, logarithmic);
  const yAxis = useSameAxis(logarithmic ? losses : roundDomain(losses, TICKS), logarithmic);
  const xAxis = useSameAxis(
    roundDomain([points[0]?.[by] ?? 0, points.at(-1)?.[by] ?? 1], TICKS),
    false,
  );
  return (
    <LineChart
      width={width}
      height={height}
      data={points}
      margin={margin}
      aria-label="Loss while training and on the validation images"
    >
      <CartesianGrid vertical={false} stroke="var(--hairline)" />
      <XAxis
        dataKey={by}
        type="number"
        {...xAxis}
        tick={tick}
        tickLine={false}
        axisLine={axisLine}
        interval={0}
        tickFormatter={shortNumber}
        height={22}
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
        width={38}
      />
      <Tooltip
        isAnimationActive={false}
        contentStyle={tooltipStyle}
        formatter={(value) => (typeof value === 'number' ? lossText(value) : value)}
        labelFormatter={(at) => `${wording[by]} ${shortNumber(Number(at))}`}
      />
      {at && <ReferenceLine x={at[by]} stroke="var(--ink)" />}
      <Line
        dataKey="training"
        name="training"
        stroke="var(--ink)"
        strokeWidth={1.5}
        dot={false}
        isAnimationActive={false}
        connectNulls
      />
      <Line
        dataKey="validation"
        name="validation"
        stroke="var(--output)"
        strokeWidth={2}
        strokeDasharray="5 3"
        dot={points.length < 12}
        isAnimationActive={false}
        connectNulls
      />
    </LineChart>
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

function shortNumber(value: number): string {
  if (value >= 10_000) return `${Math.round(value / 1000)}k`;
  return String(Number(value.toPrecision(3)));
}

function lossTick(loss: number): string {
  return String(Number(loss.toPrecision(3)));
}
