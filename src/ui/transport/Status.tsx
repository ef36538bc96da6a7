import { Fragment, useEffect, useRef } from 'react';
import { summarize } from '../../spec/network.ts';
import { stageAt, stagesOf } from '../../spec/stages.ts';
import type { Playground } from '../../store/state.ts';
import { usePlaygroundStore } from '../playground.ts';
import styles from './status.module.css';
import { type Figure, statusFigures } from './status-figures.ts';

/** Time between two updates of the text: ten a second. */
const INTERVAL_MS = 100;

const LINES: readonly (readonly Figure[])[] = [
  ['epoch', 'pair', 'step', 'loss', 'validation', 'overlap'],
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
    let shown: Pick<Playground, 'progress' | 'spec'> | null = null;
    const write = () => {
      timer = null;
      const playground = store.getState();
      const { progress, spec } = playground;
      if (progress === shown?.progress && spec === shown.spec) return;
      shown = { progress, spec };
      const figures = statusFigures(progress, pairsOf(playground));
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

/** Of training layer by layer, where the run is, whatever moment is shown; null for the whole network. */
function pairsOf({ progress, spec }: Playground): { number: number; count: number } | null {
  const { layers } = summarize(spec.network);
  const stage = stageAt(layers, spec.training.layerwise, progress.epoch);
  if (stage === null) return null;
  // The last stage is the whole network's.
  return { number: stage + 1, count: stagesOf(layers).length - 1 };
}
