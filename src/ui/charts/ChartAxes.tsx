import { memo } from 'react';
import { leftOf, lossTick, margin, shortNumber, topOf, X_AXIS, Y_AXIS } from './axes.ts';
import { Rules } from './Rules.tsx';

export interface Axis {
  domain: [number, number];
  ticks: number[];
}

interface ChartAxesProps {
  xAxis: Axis;
  yAxis: Axis;
  logarithmic: boolean;
  /** Of the chart, axes and margin included. */
  width: number;
  height: number;
}

/** From an axis to its texts, in CSS pixels, as recharts has it. */
const GAP = 8;

/**
 * A browser's translation would put elements into the figures that an svg does not show: they are
 * `notranslate`.
 */
const FIGURES = { className: 'notranslate', fill: 'var(--muted)', fontSize: 11 } as const;

/** A chart's two axes with their ticks; drawn anew only when an axis or the chart's size changes. */
export const ChartAxes = memo(function ChartAxes({
  xAxis,
  yAxis,
  logarithmic,
  width,
  height,
}: ChartAxesProps) {
  const foot = height - X_AXIS;
  return (
    <>
      <Rules {...yAxis} logarithmic={logarithmic} width={width} height={height} />
      <line x1={Y_AXIS} x2={width - margin.right} y1={foot} y2={foot} stroke="var(--hairline)" />
      <g {...FIGURES} textAnchor="middle">
        {xAxis.ticks.map((tick) => (
          <text key={tick} x={leftOf(tick, xAxis.domain, width)} y={foot + GAP} dy="0.71em">
            {shortNumber(tick)}
          </text>
        ))}
      </g>
      <g {...FIGURES} textAnchor="end">
        {yAxis.ticks.map((tick) => {
          const y = topOf(tick, yAxis.domain, logarithmic, height);
          return (
            <text key={tick} x={Y_AXIS - GAP} y={y} dy="0.355em">
              {lossTick(tick)}
            </text>
          );
        })}
      </g>
    </>
  );
});
