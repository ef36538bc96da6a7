import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { type ViewId, views } from '../spec/views.ts';
import { LoadBoundary } from './controls/LoadBoundary.tsx';
import { nextCell } from './controls/RovingGrid.tsx';
import { useActions, usePlayground } from './playground.ts';
import styles from './view-tabs.module.css';
import { viewComponents } from './views.ts';

const ids = Object.keys(views) as ViewId[];

/**
 * The middle of the page: tabs, and the view that is open. Arrows move along the tabs; as a view is
 * loaded when it opens, Enter or Space opens it. By hand: a library's tabs would weigh 8 kB.
 */
export function ViewTabs({ network }: { network: ReactNode }) {
  const panel = useId();
  const view = usePlayground((playground) => playground.view);
  const actions = useActions();
  const list = useRef<HTMLDivElement>(null);
  const [reachable, setReachable] = useState(ids.indexOf(view));
  const Component = view === 'network' ? null : viewComponents[view];

  function move(event: KeyboardEvent): void {
    const target = nextCell(event.key, reachable, ids.length, ids.length);
    if (target === null) return;
    event.preventDefault();
    list.current?.querySelectorAll('button')[target]?.focus();
  }

  return (
    <>
      <div ref={list} role="tablist" aria-label="Views" className={styles.list} onKeyDown={move}>
        {ids.map((id, index) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === view}
            aria-controls={id === view ? panel : undefined}
            tabIndex={index === reachable ? 0 : -1}
            className={styles.tab}
            onFocus={() => setReachable(index)}
            onClick={() => actions.showView(id)}
          >
            {views[id].label}
          </button>
        ))}
      </div>
      <div id={panel} role="tabpanel" aria-label={views[view].label} className={styles.panel}>
        {Component ? (
          <LoadBoundary key={view} name={views[view].label}>
            <Component />
          </LoadBoundary>
        ) : (
          network
        )}
      </div>
    </>
  );
}
