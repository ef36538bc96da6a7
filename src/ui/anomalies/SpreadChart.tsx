import { useMemo } from 'react';
import { Area, AreaChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import { linearTicks } from '../charts/ticks.ts';
import type { Size } from '../use-size.ts';
import type { AnomaliesAnswer } from './Anomalies.tsx';
import { scoreText } from './detector.ts';

interface SpreadChartProps extends Size {
  spread: AnomaliesAnswer['spread'];
  threshold: number;
}

const margin = { top: 8, right: 10, bottom: 0, left: 4 };
const tick = { fill: 'var(--muted)', fontSize: 11 };
const axisLine = { stroke: 'var(--hairline)' };

/** How normal and strange pictures spread over the scores, each as shares of its own kind. */
export function SpreadChart({ spread, threshold, width, height }: SpreadChartProps) {
  const { limit, normal, strange } = spread;
  const data = useMemo(() => stepsOf(spread), [spread]);
  const ticks = useMemo(() => linearTicks([0, limit], 5), [limit]);
  return (
    <AreaChart
      width={width}
      height={height}
      data={data}
      margin={margin}
      accessibilityLayer={false}
      role="img"
      aria-label={`Scores from 0 to ${scoreText(limit)}: normal pictures mostly at ${peakText(normal, limit)}, strange ones at ${peakText(strange, limit)}`}
    >
      <XAxis
        dataKey="score"
        type="number"
        domain={[0, limit]}
        ticks={ticks}
        tick={tick}
        tickLine={false}
        axisLine={axisLine}
        height={34}
        label={{ value: 'Score', fill: 'var(--muted)', fontSize: 11, position: 'insideBottom' }}
      />
      <YAxis hide domain={[0, 'dataMax']} />
      <Area
        type="stepAfter"
        dataKey="normal"
        stroke="var(--ink)"
        strokeWidth={1.5}
        fill="var(--ink)"
        fillOpacity={0.08}
        isAnimationActive={false}
      />
      <Area
        type="stepAfter"
        dataKey="strange"
        stroke="var(--danger)"
        strokeWidth={2}
        strokeDasharray="5 3"
        fill="var(--danger)"
        fillOpacity={0.1}
        isAnimationActive={false}
      />
      <ReferenceLine x={Math.min(threshold, limit)} stroke="var(--ink)" strokeWidth={2} />
    </AreaChart>
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
