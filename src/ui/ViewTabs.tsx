import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { type ViewId, views } from '../spec/views.ts';
import { LoadBoundary } from './controls/LoadBoundary.tsx';
import { useActions, usePlayground } from './playground.ts';
import styles from './view-tabs.module.css';
import { viewComponents } from './views.ts';

const ids = Object.keys(views) as ViewId[];

/** The middle of the page: tabs, and the view that is open. */
export function ViewTabs({ network }: { network: ReactNode }) {
  const view = usePlayground((playground) => playground.view);
  const actions = useActions();
  const Component = view === 'network' ? null : viewComponents[view];
  return (
    <Tabs.Root
      className={styles.root}
      value={view}
      onValueChange={(value: ViewId) => actions.showView(value)}
    >
      <Tabs.List className={styles.list} aria-label="Views">
        {ids.map((id) => (
          <Tabs.Tab key={id} value={id} className={styles.tab}>
            {views[id].label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={view} className={styles.panel}>
        {Component ? (
          <LoadBoundary key={view} name={views[view].label}>
            <Component />
          </LoadBoundary>
        ) : (
          network
        )}
      </Tabs.Panel>
    </Tabs.Root>
  );
}
