import { useMemo, useRef } from 'react';
import { Line, LineChart, XAxis, YAxis } from 'recharts';
import type { RocPoint } from '../../spec/scores.ts';
import { margin, X_AXIS, xAxisLook, Y_AXIS, yAxisLook } from '../charts/axes.ts';
import { Rules } from '../charts/Rules.tsx';
import type { Size } from '../use-size.ts';
import styles from './anomalies.module.css';
import { nearestPoint } from './detector.ts';

interface RocChartProps extends Size {
  points: readonly RocPoint[];
  /** The threshold in force, as an index. */
  place: number;
  onChoose(place: number): void;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const DOMAIN: [number, number] = [0, 1];
const still = { dot: false, activeDot: false, isAnimationActive: false };

/** Found against false alarms, for every threshold; the one in force can be dragged along the curve. */
export function RocChart({ points, place, onChoose, width, height }: RocChartProps) {
  const data = useMemo(() => [...points], [points]);
  const isDown = useRef(false);
  const point = points[place];
  const plot = {
    left: Y_AXIS,
    top: margin.top,
    width: width - Y_AXIS - margin.right,
    height: height - margin.top - X_AXIS,
  };

  function follow(event: React.PointerEvent<HTMLElement>): void {
    if (!isDown.current || !event.isPrimary) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const falseAlarms = (event.clientX - left - plot.left) / plot.width;
    const caught = 1 - (event.clientY - top - plot.top) / plot.height;
    onChoose(nearestPoint(points, { falseAlarms, caught }));
  }

  function release(event: React.PointerEvent<HTMLElement>): void {
    if (event.isPrimary) isDown.current = false;
  }

  return (
    <div
      style={{ position: 'relative', touchAction: 'none', cursor: 'grab' }}
      onPointerDown={(event) => {
        if (!event.isPrimary) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        isDown.current = true;
        follow(event);
      }}
      onPointerMove={follow}
      onPointerUp={release}
      onPointerCancel={release}
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
        <Rules domain={DOMAIN} ticks={TICKS} width={width} height={height} />
        <XAxis {...xAxisLook} dataKey="falseAlarms" domain={DOMAIN} ticks={TICKS} />
        <YAxis {...yAxisLook} domain={DOMAIN} ticks={TICKS} />
        {/* What guessing comes to. */}
        <Line {...still} dataKey="falseAlarms" stroke="var(--edge)" strokeDasharray="2 4" />
        <Line {...still} dataKey="caught" stroke="var(--ink)" strokeWidth={2} />
      </LineChart>
      <span className={styles.up}>found</span>
      <span className={styles.along}>false alarms</span>
      {point && (
        <svg
          aria-hidden="true"
          width={width}
          height={height}
          style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
        >
          <circle
            cx={plot.left + point.falseAlarms * plot.width}
            cy={plot.top + (1 - point.caught) * plot.height}
            r={6}
            fill="var(--paper)"
            stroke="var(--ink)"
            strokeWidth={2}
          />
        </svg>
      )}
    </div>
  );
}
