import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { PlaygroundState } from '../../store/state.ts';
import { lossText } from '../transport/status-figures.ts';
import { lossDomain } from './curve.ts';
import { linearTicks, logarithmicTicks } from './ticks.ts';

export interface LossChartProps {
  points: PlaygroundState['history'];
  by: 'step' | 'epoch';
  logarithmic: boolean;
  width: number;
  height: number;
}

const tick = { fill: 'var(--muted)', fontSize: 11 };
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
export default function LossChart({ points, by, logarithmic, width, height }: LossChartProps) {
  const domain = lossDomain(points, logarithmic);
  const along: [number, number] = [points[0]?.[by] ?? 0, points.at(-1)?.[by] ?? 1];
  return (
    <LineChart
      width={width}
      height={height}
      data={points}
      margin={{ top: 6, right: 6, bottom: 0, left: 0 }}
      aria-label="Loss while training and on the validation images"
    >
      <CartesianGrid vertical={false} stroke="var(--hairline)" />
      <XAxis
        dataKey={by}
        type="number"
        domain={along}
        ticks={linearTicks(along, 5)}
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
        domain={domain}
        ticks={(logarithmic ? logarithmicTicks : linearTicks)(domain, 5)}
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

function shortNumber(value: number): string {
  if (value >= 10_000) return `${Math.round(value / 1000)}k`;
  return String(Number(value.toPrecision(3)));
}

function lossTick(loss: number): string {
  return String(Number(loss.toPrecision(2)));
}
