import { type PointerEvent, useState } from 'react';
import { LiveText } from '../controls/LiveText.tsx';
import { leftOf } from './axes.ts';
import styles from './charts.module.css';
import type { Domain } from './ticks.ts';

interface ReadingProps {
  /** Of the horizontal axis. */
  domain: Domain;
  /** Where on it there is something to read. */
  places: readonly number[];
  /** What there is to read at one of them, a line each. */
  linesAt(index: number): readonly string[];
  /** Of the chart, axes and margin included. */
  width: number;
}

/** What the curves say where the pointer is; by hand, as recharts' tooltip weighs 10 kB. */
export function Reading({ domain, places, linesAt, width }: ReadingProps) {
  const [pointer, setPointer] = useState<number | null>(null);
  const distances = places.map((place) => Math.abs(leftOf(place, domain, width) - (pointer ?? 0)));
  const index = pointer === null ? -1 : distances.indexOf(Math.min(...distances));
  const place = places[index];
  const left = place === undefined ? 0 : leftOf(place, domain, width);
  const side = left > width / 2 ? { right: width - left } : { left };
  return (
    <div
      className={styles.reading}
      onPointerMove={({ clientX, currentTarget }: PointerEvent) =>
        setPointer(clientX - currentTarget.getBoundingClientRect().left)
      }
      onPointerLeave={() => setPointer(null)}
    >
      {place !== undefined && (
        <>
          <div className={styles.rule} style={{ left }} />
          <ul className={styles.lines} style={side}>
            {linesAt(index).map((line) => (
              <li key={line}>
                <LiveText text={line} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
