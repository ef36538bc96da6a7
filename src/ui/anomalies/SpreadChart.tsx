import { useMemo } from 'react';
import { Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { margin, shortNumber, X_AXIS, xAxisLook, Y_AXIS } from '../charts/axes.ts';
import { linearTicks } from '../charts/ticks.ts';
import type { Size } from '../use-size.ts';
import type { AnomaliesAnswer } from './Anomalies.tsx';
import { scoreText } from './detector.ts';

interface SpreadChartProps extends Size {
  spread: AnomaliesAnswer['spread'];
  threshold: number;
}

const still = {
  type: 'stepAfter',
  dot: false,
  activeDot: false,
  isAnimationActive: false,
} as const;
const tooltipStyle = {
  border: '1px solid var(--hairline)',
  borderRadius: 6,
  background: 'var(--raised)',
  padding: '4px 8px',
  fontSize: 11,
};
const HEIGHT_DOMAIN: [number, 'dataMax'] = [0, 'dataMax'];

/** How normal and strange pictures spread over the scores, each as shares of its own kind. */
export function SpreadChart({ spread, threshold, width, height }: SpreadChartProps) {
  const { limit, normal, strange } = spread;
  const data = useMemo(() => stepsOf(spread), [spread]);
  const ticks = useMemo(() => linearTicks([0, limit], 5), [limit]);
  const inner = width - Y_AXIS - margin.right;
  const left = Y_AXIS + (inner * Math.min(threshold, limit)) / limit;
  return (
    <div style={{ position: 'relative' }}>
      <LineChart
        width={width}
        height={height}
        data={data}
        margin={margin}
        accessibilityLayer={false}
        role="img"
        aria-label={`Scores from 0 to ${scoreText(limit)}: normal pictures mostly at ${peakText(normal, limit)}, strange ones at ${peakText(strange, limit)}`}
      >
        <XAxis
          {...xAxisLook}
          dataKey="score"
          domain={[0, limit]}
          ticks={ticks}
          tickFormatter={shortNumber}
        />
        <Tooltip
          isAnimationActive={false}
          contentStyle={tooltipStyle}
          formatter={(share) => `${(100 * Number(share)).toFixed(1)}%`}
          labelFormatter={(score) => `Score from ${shortNumber(Number(score))}`}
        />
        <YAxis domain={HEIGHT_DOMAIN} tick={false} axisLine={false} width={Y_AXIS} />
        <Line {...still} dataKey="normal" stroke="var(--ink)" strokeWidth={1.5} />
        <Line
          {...still}
          dataKey="strange"
          stroke="var(--danger)"
          strokeWidth={2}
          strokeDasharray="5 3"
        />
      </LineChart>
      <div
        style={{
          position: 'absolute',
          insetBlock: `${margin.top}px ${X_AXIS}px`,
          left: left - 1,
          width: 2,
          background: 'var(--ink)',
        }}
      />
    </div>
  );
}

function stepsOf({ limit, normal, strange }: AnomaliesAnswer['spread']) {
  const shares = (counts: Uint32Array) => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    return Array.from(counts, (count) => count / (all || 1));
  };
  const [a, b] = [shares(normal), shares(strange)];
  return Array.from({ length: normal.length + 1 }, (_, step) => ({
    score: (step * limit) / normal.length,
    normal: a[step] ?? 0,
    strange: b[step] ?? 0,
  }));
}

function peakText(counts: Uint32Array, limit: number): string {
  const peak = counts.indexOf(Math.max(...counts));
  return scoreText(((peak + 0.5) * limit) / counts.length);
}
