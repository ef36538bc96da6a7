import { type KeyboardEvent, useRef } from 'react';
import { LARGE } from '../../spec/upsampling.ts';
import { nextCell } from '../controls/RovingGrid.tsx';
import { number, type Pixel } from './explain.ts';
import styles from './upsampling.module.css';

interface PixelGridProps {
  label: string;
  pixels: readonly Pixel[];
  /** The pixel that is explained; null for none of these. */
  pointed: number | null;
  /** The element that explains it. */
  describedBy: string;
  onPoint(place: number): void;
}

/** The pixels of a large picture: one stop for Tab, arrows move about; pointing at one explains it. */
export function PixelGrid({ label, pixels, pointed, describedBy, onPoint }: PixelGridProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  const reachable = pointed ?? 0;

  function move(event: KeyboardEvent): void {
    const target = nextCell(event.key, reachable, pixels.length, LARGE);
    if (target === null) return;
    event.preventDefault();
    group.current?.querySelectorAll('button')[target]?.focus();
  }

  return (
    <fieldset ref={group} aria-label={label} className={styles.pixels} onKeyDown={move}>
      {pixels.map(({ value, summands }, place) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a pixel is its place.
          key={place}
          type="button"
          aria-label={`${label}, row ${Math.floor(place / LARGE) + 1}, column ${(place % LARGE) + 1}: ${number(value)}`}
          aria-describedby={place === pointed ? describedBy : undefined}
          data-pointed={place === pointed}
          data-stamps={summands.length}
          tabIndex={place === reachable ? 0 : -1}
          style={shadeOf(value)}
          onFocus={() => onPoint(place)}
          onPointerEnter={() => onPoint(place)}
        >
          {number(value)}
        </button>
      ))}
    </fieldset>
  );
}

/** White ink on black, as the digits are shown; the number in what can be read on it. */
function shadeOf(value: number) {
  const level = Math.round(255 * Math.min(Math.max(value, 0), 1));
  return { background: `rgb(${level} ${level} ${level})`, color: level > 127 ? '#000' : '#fff' };
}
