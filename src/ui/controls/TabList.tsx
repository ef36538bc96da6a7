import { type KeyboardEvent, useRef, useState } from 'react';
import { nextCell } from './RovingGrid.tsx';
import styles from './tab-list.module.css';

interface TabListProps<Id extends string> {
  name: string;
  tabs: Readonly<Record<Id, { label: string }>>;
  selected: Id;
  /** The `id` of the element with `role="tabpanel"`. */
  panel: string;
  onSelect(id: Id): void;
}

/** Where a page reads from right to left, its tabs do too. */
const reversed: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/**
 * Arrows move along the tabs; as what a tab shows may be loaded first, Enter or Space opens it. By
 * hand: a library's tabs would weigh 8 kB.
 */
export function TabList<Id extends string>(props: TabListProps<Id>) {
  const { name, tabs, selected, panel, onSelect } = props;
  const ids = Object.keys(tabs) as Id[];
  const list = useRef<HTMLDivElement>(null);
  const [reachable, setReachable] = useState(ids.indexOf(selected));

  function move(event: KeyboardEvent): void {
    const isReversed = getComputedStyle(event.currentTarget).direction === 'rtl';
    const key = isReversed ? (reversed[event.key] ?? event.key) : event.key;
    const target = nextCell(key, reachable, ids.length, ids.length);
    if (target === null) return;
    event.preventDefault();
    list.current?.querySelectorAll('button')[target]?.focus();
  }

  return (
    <div ref={list} role="tablist" aria-label={name} className={styles.list} onKeyDown={move}>
      {ids.map((id, index) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === selected}
          aria-controls={id === selected ? panel : undefined}
          tabIndex={index === reachable ? 0 : -1}
          className={styles.tab}
          onFocus={() => setReachable(index)}
          onClick={() => onSelect(id)}
        >
          {tabs[id].label}
        </button>
      ))}
    </div>
  );
}
