import { useMemo, useRef } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  XAxis,
  YAxis,
} from 'recharts';
import type { RocPoint } from '../../spec/scores.ts';
import type { Size } from '../use-size.ts';
import { nearestPoint } from './detector.ts';

interface RocChartProps extends Size {
  points: readonly RocPoint[];
  /** The threshold in force, as an index. */
  place: number;
  onChoose(place: number): void;
}

const margin = { top: 8, right: 10, bottom: 0, left: 0 };
const X_AXIS = 34;
const Y_AXIS = 46;
const tick = { fill: 'var(--muted)', fontSize: 11 };
const axisLine = { stroke: 'var(--hairline)' };
const ticks = [0, 0.25, 0.5, 0.75, 1];
const domain = [0, 1];
const percent = (share: number) => `${100 * share}%`;

/** Caught against false alarms, for every threshold; the one in force can be dragged along the curve. */
export function RocChart({ points, place, onChoose, width, height }: RocChartProps) {
  const data = useMemo(() => [...points], [points]);
  const isDown = useRef(false);
  const point = points[place];

  function follow(event: React.PointerEvent<HTMLElement>): void {
    if (!isDown.current) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const plot = {
      width: width - Y_AXIS - margin.left - margin.right,
      height: height - X_AXIS - margin.top - margin.bottom,
    };
    const falseAlarms = (event.clientX - left - Y_AXIS - margin.left) / plot.width;
    const caught = 1 - (event.clientY - top - margin.top) / plot.height;
    onChoose(nearestPoint(points, { falseAlarms, caught }));
  }

  return (
    <div
      style={{ touchAction: 'none', cursor: 'grab' }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDown.current = true;
        follow(event);
      }}
      onPointerMove={follow}
      onPointerUp={() => {
        isDown.current = false;
      }}
      onPointerCancel={() => {
        isDown.current = false;
      }}
    >
      <LineChart
        width={width}
        height={height}
        data={data}
        margin={margin}
        accessibilityLayer={false}
        role="img"
        aria-label="ROC curve: strange pictures found against normal ones taken for strange"
      >
        <CartesianGrid stroke="var(--hairline)" />
        <XAxis
          dataKey="falseAlarms"
          type="number"
          domain={domain}
          ticks={ticks}
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          tickFormatter={percent}
          height={X_AXIS}
          label={{ value: 'False alarms', ...labelLook, position: 'insideBottom' }}
        />
        <YAxis
          type="number"
          domain={domain}
          ticks={ticks}
          tick={tick}
          tickLine={false}
          axisLine={false}
          tickFormatter={percent}
          width={Y_AXIS}
          label={{ value: 'Found', ...labelLook, angle: -90, position: 'insideLeft' }}
        />
        <ReferenceLine
          segment={[
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ]}
          stroke="var(--edge)"
          strokeDasharray="2 4"
        />
        <Line
          dataKey="caught"
          stroke="var(--ink)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        {point && (
          <ReferenceDot
            x={point.falseAlarms}
            y={point.caught}
            r={6}
            fill="var(--paper)"
            stroke="var(--ink)"
            strokeWidth={2}
          />
        )}
      </LineChart>
    </div>
  );
}

const labelLook = { fill: 'var(--muted)', fontSize: 11 };
