import { Fragment, useEffect, useRef } from 'react';
import { usePlaygroundStore } from '../playground.ts';
import styles from './status.module.css';
import { type Figure, statusFigures } from './status-figures.ts';

/** Time between two updates of the text: ten a second. */
const INTERVAL_MS = 100;

const LINES: readonly (readonly Figure[])[] = [
  ['epoch', 'step', 'loss', 'validation'],
  ['speed', 'elapsed', 'remaining'],
];
const FIGURES = LINES.flat();

/** The run's figures, written into text nodes outside React; not read out on every change. */
export function Status() {
  const store = usePlaygroundStore();
  const region = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let shown: object | null = null;
    const write = () => {
      timer = null;
      const { progress } = store.getState();
      if (progress === shown) return;
      shown = progress;
      const figures = statusFigures(progress);
      for (const figure of FIGURES) {
        const element = region.current?.querySelector(`[data-figure="${figure}"]`);
        if (element && element.textContent !== figures[figure])
          element.textContent = figures[figure];
      }
      if (bar.current) bar.current.style.transform = `scaleX(${progress.epochProgress})`;
      timer = setTimeout(write, INTERVAL_MS);
    };
    write();
    const unsubscribe = store.subscribe(() => {
      if (timer === null) write();
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store]);

  return (
    <div
      ref={region}
      role="status"
      aria-live="off"
      aria-label="Training status"
      className={styles.status}
    >
      {LINES.map((figures, line) => (
        <Fragment key={figures[0]}>
          {line > 0 && (
            <div aria-hidden="true" className={styles.epoch}>
              <span ref={bar} />
            </div>
          )}
          <p className={styles.line}>
            {figures.map((figure) => (
              <Fragment key={figure}>
                <span data-figure={figure} />{' '}
              </Fragment>
            ))}
          </p>
        </Fragment>
      ))}
    </div>
  );
}
