import { type ReactNode, useId } from 'react';
import { views } from '../spec/views.ts';
import { Boundary } from './controls/Boundary.tsx';
import { LoadBoundary } from './controls/LoadBoundary.tsx';
import { TabList } from './controls/TabList.tsx';
import { useActions, usePlayground } from './playground.ts';
import styles from './view-tabs.module.css';
import { viewChunks } from './views.ts';

/** The middle of the page: tabs, and the view that is open. */
export function ViewTabs({ network }: { network: ReactNode }) {
  const panel = useId();
  const view = usePlayground((playground) => playground.view);
  const { showView } = useActions();
  const chunk = view === 'network' ? null : viewChunks[view];
  return (
    <>
      <div className={styles.list}>
        <TabList name="Views" tabs={views} selected={view} panel={panel} onSelect={showView} />
      </div>
      <div id={panel} role="tabpanel" aria-label={views[view].label} className={styles.panel}>
        {chunk ? (
          <Boundary key={view} name={views[view].label}>
            <LoadBoundary name={views[view].label} chunk={chunk} props={{}} />
          </Boundary>
        ) : (
          network
        )}
      </div>
    </>
  );
}
