import type { StoreApi } from 'zustand';
import { panels as labels, type PanelId } from '../spec/panels.ts';
import type { Playground } from '../store/state.ts';
import { ValueTip } from './canvas/ValueTip.tsx';
import { Boundary } from './controls/Boundary.tsx';
import { type Drawing, DrawingProvider } from './drawing/drawing.ts';
import styles from './page.module.css';
import { type Column, panels } from './panels.ts';
import { PlaygroundProvider } from './playground.ts';
import { Saving } from './saving/Saving.tsx';
import { Announcer } from './transport/Announcer.tsx';
import { NoticeLine } from './transport/NoticeLine.tsx';
import { Share, type ShareProps } from './transport/Share.tsx';
import { Shortcuts } from './transport/Shortcuts.tsx';
import { ThemeToggle } from './transport/ThemeToggle.tsx';
import { Transport } from './transport/Transport.tsx';
import { ViewTabs } from './ViewTabs.tsx';

const COLUMNS: readonly Column[] = ['input', 'network', 'experiment'];
const PANELS = Object.keys(panels) as PanelId[];

interface PageProps extends ShareProps {
  playground: StoreApi<Playground>;
  drawing: StoreApi<Drawing>;
}

/** The whole page for one playground. */
export function Page({ playground, drawing, linkOf }: PageProps) {
  return (
    <PlaygroundProvider value={playground}>
      <DrawingProvider value={drawing}>
        <div className={styles.page}>
          <header className={styles.header}>
            <h1 className={styles.wordmark}>
              <Mark />
              <span translate="no">Autoencoder playground</span>
            </h1>
            <div className={styles.transport}>
              <Boundary name="Training">
                <Transport />
              </Boundary>
            </div>
            <div className={styles.extras}>
              <Boundary name="Save and open">
                <Saving />
              </Boundary>
              <Boundary name="Share">
                <Share linkOf={linkOf} />
              </Boundary>
              <Boundary name="Keyboard shortcuts">
                <Shortcuts />
              </Boundary>
              <ThemeToggle />
            </div>
          </header>
          <main className={styles.main}>
            <div className={styles.notice}>
              <Boundary name="Notices">
                <NoticeLine />
              </Boundary>
            </div>
            {COLUMNS.map((column) => (
              <div key={column} className={`${styles.column} ${styles[column]}`}>
                {column === 'network' ? <ViewTabs network={panelsOf(column)} /> : panelsOf(column)}
              </div>
            ))}
          </main>
          <footer className={styles.footer}>
            <p>
              Digits: MNIST by Yann LeCun, Corinna Cortes and Christopher Burges,{' '}
              <a href="https://creativecommons.org/licenses/by-sa/3.0/">CC BY-SA 3.0</a>
            </p>
            <p>
              <a href="./third-party-notices.txt">Licences of the software</a>
            </p>
            <p>Everything runs in this browser; nothing you draw leaves it.</p>
          </footer>
          <Announcer />
          <ValueTip />
        </div>
      </DrawingProvider>
    </PlaygroundProvider>
  );
}

function panelsOf(column: Column) {
  return PANELS.filter((id) => panels[id].column === column).map((id) => {
    const { Component } = panels[id];
    return (
      <Boundary key={id} name={labels[id].label}>
        <Component />
      </Boundary>
    );
  });
}

function Mark() {
  return (
    <svg aria-hidden="true" width="22" height="22" viewBox="0 0 32 32">
      <linearGradient id="flow">
        <stop offset="0.1" className={styles.stopInput} />
        <stop offset="0.5" className={styles.stopCode} />
        <stop offset="0.9" className={styles.stopOutput} />
      </linearGradient>
      <path
        fill="url(#flow)"
        d="M2 4c8 0 8 8.500 14 8.500S22 4 30 4v24c-8 0-8-8.500-14-8.500S10 28 2 28z"
      />
    </svg>
  );
}
