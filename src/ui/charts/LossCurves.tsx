import { Curve, Dot, LineChart, XAxis, YAxis } from 'recharts';
import {
  drawnHeight,
  leftOf,
  lossTick,
  margin,
  shortNumber,
  topOf,
  xAxisLook,
  yAxisLook,
} from './axes.ts';
import { Rules } from './Rules.tsx';
import type { Stroke } from './strokes.ts';

export interface Axis {
  domain: [number, number];
  ticks: number[];
}

/** A line of a chart: where it is known. */
export interface Series extends Omit<Stroke, 'name'> {
  points: readonly (readonly [x: number, loss: number])[];
  /** Whether to mark each point. */
  hasDots: boolean;
}

interface LossCurvesProps {
  label: string;
  xAxis: Axis;
  yAxis: Axis;
  logarithmic?: boolean;
  series: readonly Series[];
  width: number;
  height: number;
}

/**
 * Losses over steps or epochs, on recharts' axes. The lines are its curves on a scale of ours: its own
 * lines, and whatever else knows the data, lay the whole chart out anew with every point that comes,
 * which took the page 20 ms while it trains.
 */
export function LossCurves({
  label,
  xAxis,
  yAxis,
  logarithmic = false,
  series,
  width,
  height,
}: LossCurvesProps) {
  return (
    <LineChart
      width={width}
      height={height}
      margin={margin}
      accessibilityLayer={false}
      role="img"
      aria-label={label}
    >
      <Rules {...yAxis} logarithmic={logarithmic} width={width} height={height} />
      <XAxis
        {...xAxisLook}
        // Without a key recharts takes it for an axis of categories.
        dataKey="x"
        {...xAxis}
        allowDataOverflow
        tickFormatter={shortNumber}
      />
      <YAxis
        {...yAxisLook}
        scale={logarithmic ? 'log' : 'linear'}
        {...yAxis}
        allowDataOverflow
        tickFormatter={lossTick}
      />
      {/* An inner svg cuts off what is above the axis. */}
      <svg
        aria-hidden="true"
        y={margin.top}
        width={width}
        height={drawnHeight(height)}
        viewBox={`0 ${margin.top} ${width} ${drawnHeight(height)}`}
      >
        {series.map(({ colour, width: strokeWidth, dash, points, hasDots }, place) => {
          const places = points.map(([x, loss]) => ({
            x: leftOf(x, xAxis.domain, width),
            y: topOf(loss, yAxis.domain, logarithmic, height),
          }));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, whatever it is of.
            <g key={place} stroke={colour} strokeWidth={strokeWidth} fill="none">
              <Curve points={places} strokeDasharray={dash ?? ''} />
              {hasDots &&
                places.map(({ x, y }) => <Dot key={x} cx={x} cy={y} r={3} fill="var(--paper)" />)}
            </g>
          );
        })}
      </svg>
    </LineChart>
  );
}
