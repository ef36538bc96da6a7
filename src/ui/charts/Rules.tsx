import type { CSSProperties } from 'react';
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

const line: CSSProperties = { position: 'absolute', background: 'var(--hairline)' };

/** Hairlines across a chart at the loss axis' ticks; by hand, as recharts' grid weighs 2 kB. */
export function Rules({ domain, ticks, logarithmic = false, width, height }: RulesProps) {
  const box = { ...line, left: Y_AXIS, width: width - Y_AXIS - margin.right, height: 1 };
  return ticks.map((tick) => {
    const top = Math.round(topOf(tick, domain, logarithmic, height));
    return <div key={tick} style={{ ...box, top }} />;
  });
}
