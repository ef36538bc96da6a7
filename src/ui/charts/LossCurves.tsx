import { Curve, Dot } from 'recharts';
import { drawnHeight, leftOf, margin, topOf } from './axes.ts';
import { type Axis, ChartAxes } from './ChartAxes.tsx';
import styles from './charts.module.css';
import type { Stroke } from './strokes.ts';

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
 * Losses over steps or epochs. The lines are recharts' curves on a scale of ours, and so are the axes:
 * recharts' own measure every text, which took a phone's thread up to 300 ms whenever a growing curve
 * moved them.
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
    <svg role="img" aria-label={label} width={width} height={height} className={styles.curves}>
      <ChartAxes
        xAxis={xAxis}
        yAxis={yAxis}
        logarithmic={logarithmic}
        width={width}
        height={height}
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
    </svg>
  );
}
