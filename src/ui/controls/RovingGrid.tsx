import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import type { Elements } from './elements.ts';
import styles from './roving-grid.module.css';

interface RovingGridProps {
  label: string;
  count: number;
  columns: number;
  selected: number | null;
  nameOf(index: number): string;
  onChoose(index: number): void;
  /** The canvas that shows all cells; the buttons lie over it. */
  children: Elements;
}

/** Pictures on one canvas, each a button: one stop for Tab, arrows move between them. */
export function RovingGrid({
  label,
  count,
  columns,
  selected,
  nameOf,
  onChoose,
  children,
}: RovingGridProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  const [last, setLast] = useState(selected ?? 0);
  const reachable = Math.min(last, count - 1);

  function move(event: KeyboardEvent): void {
    const target = nextCell(event.key, reachable, count, columns);
    if (target === null) return;
    event.preventDefault();
    setLast(target);
    group.current?.querySelectorAll('button')[target]?.focus();
  }

  const style: CSSProperties = { gridTemplateColumns: `repeat(${columns}, 1fr)` };
  return (
    <fieldset ref={group} aria-label={label} className={styles.grid} onKeyDown={move}>
      {children}
      <div className={styles.cells} style={style}>
        {Array.from({ length: count }, (_, index) => nameOf(index)).map((name, index) => (
          <button
            key={name}
            type="button"
            aria-label={name}
            aria-pressed={index === selected}
            tabIndex={index === reachable ? 0 : -1}
            onFocus={() => setLast(index)}
            onClick={() => onChoose(index)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Where an arrow key leads from cell `from`; null for other keys and at the edges. */
export function nextCell(key: string, from: number, count: number, columns: number): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -from,
    End: count - 1 - from,
  };
  const step = steps[key];
  if (step === undefined) return null;
  const target = from + step;
  return target >= 0 && target < count ? target : null;
}
