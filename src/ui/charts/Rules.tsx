import { margin, topOf, Y_AXIS } from './axes.ts';
import type { Domain } from './ticks.ts';

interface RulesProps {
  /** Of the loss axis, in its own order: low, high. */
  domain: Domain;
  ticks: readonly number[];
  logarithmic?: boolean;
  /** Of a chart, axes and margin included. */
  width: number;
  height: number;
}

/** Hairlines across a chart at its vertical axis' ticks; by hand, as recharts' grid weighs 2 kB. */
export function Rules({ domain, ticks, logarithmic = false, width, height }: RulesProps) {
  return (
    <g stroke="var(--hairline)" shapeRendering="crispEdges">
      {ticks.map((tick) => {
        const y = Math.round(topOf(tick, domain, logarithmic, height)) + 0.5;
        return <line key={tick} x1={Y_AXIS} x2={width - margin.right} y1={y} y2={y} />;
      })}
    </g>
  );
}
