import { useEffect, useRef } from 'react';
import { summarize } from '../../spec/network.ts';
import { stageAt, stagesOf } from '../../spec/stages.ts';
import type { Playground } from '../../store/state.ts';
import { usePlaygroundStore } from '../playground.ts';
import { throttle } from '../throttle.ts';
import styles from './status.module.css';
import { type Figure, statusFigures } from './status-figures.ts';

/** Time between two updates of the text while it trains: ten a second. */
const INTERVAL_MS = 100;

/** Each figure's words. Its numbers go into the spans, which a browser's translation leaves alone. */
const LINES = [
  <p key="progress" className={styles.line}>
    <span data-figure="epoch">
      epoch <span translate="no" /> of <span translate="no" />
    </span>{' '}
    <span data-figure="pair">
      pair <span translate="no" /> of <span translate="no" />
    </span>{' '}
    <span data-figure="step">
      step <span translate="no" />
    </span>{' '}
    <span data-figure="loss">
      loss <span translate="no" />
    </span>{' '}
    <span data-figure="validation">
      validation <span translate="no" />
    </span>{' '}
    <span data-figure="overlap">
      IoU <span translate="no" />
    </span>
  </p>,
  <p key="time" className={styles.line}>
    <span data-figure="speed">
      <span translate="no" /> images/s
    </span>{' '}
    <span data-figure="elapsed">
      <span translate="no" /> elapsed
    </span>{' '}
    <span data-figure="remaining">
      <span translate="no" /> left
    </span>
  </p>,
] as const;

/** The run's figures, written outside React; not read out on every change. */
export function Status() {
  const store = usePlaygroundStore();
  const region = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const figures = [...(region.current?.querySelectorAll<HTMLElement>('[data-figure]') ?? [])].map(
      figureIn,
    );
    const write = (playground: Playground) => {
      const numbers = statusFigures(playground.progress, pairsOf(playground));
      for (const { name, show } of figures) show(numbers[name]);
      const share = playground.progress.epochProgress;
      if (bar.current) bar.current.style.transform = `scaleX(${share})`;
    };
    const shown = store.getState();
    write(shown);
    return throttle(store, (playground) => playground, INTERVAL_MS, shown, write);
  }, [store]);

  return (
    <div
      ref={region}
      role="status"
      aria-live="off"
      aria-label="Training status"
      className={styles.status}
    >
      {LINES[0]}
      <div aria-hidden="true" className={styles.epoch}>
        <span ref={bar} />
      </div>
      {LINES[1]}
    </div>
  );
}

/** A figure of the page and how its numbers are written: none hide it. Only what is new is written. */
function figureIn(element: HTMLElement) {
  const spans = element.querySelectorAll('span');
  let shown: readonly string[] | null = null;
  return {
    name: element.dataset.figure as Figure,
    show(numbers: readonly string[]): void {
      element.hidden = numbers.length === 0;
      for (const [place, span] of spans.entries()) {
        const number = numbers[place] ?? '';
        if (number !== shown?.[place]) span.textContent = number;
      }
      shown = numbers;
    },
  };
}

/** Of training layer by layer, where the run is, whatever moment is shown; null for the whole network. */
function pairsOf({ progress, spec }: Playground): { number: number; count: number } | null {
  const { layers } = summarize(spec.network);
  const stage = stageAt(layers, spec.training.layerwise, progress.epoch);
  if (stage === null) return null;
  // The last stage is the whole network's.
  return { number: stage + 1, count: stagesOf(layers).length - 1 };
}
