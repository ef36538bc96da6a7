import { useMemo, useState } from 'react';
import type { PinnedRun } from '../../store/pinned-runs.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { Button } from '../controls/Button.tsx';
import { usePlayground } from '../playground.ts';
import { useSize } from '../use-size.ts';
import { useThrottled } from '../use-throttled.ts';
import styles from './compare.module.css';
import { OverlayChart } from './OverlayChart.tsx';
import { type Curve, overlay } from './overlay.ts';

const INTERVAL_MS = 1000;
const curves = {
  validation: 'Validation loss',
  training: 'Training loss',
} as const satisfies Record<Curve, string>;

/** The loss curves of the run that trains and of pinned ones, over one another. */
export function Curves({ runs }: { runs: readonly PinnedRun[] }) {
  const [curve, setCurve] = useState<Curve>('validation');
  const history = useThrottled(selectHistory, INTERVAL_MS);
  const loss = usePlayground(({ spec }) => spec.training.loss);
  const [box, size] = useSize<HTMLDivElement>();
  const rows = useMemo(
    () => overlay([history, ...runs.map((run) => run.history)], curve),
    [history, runs, curve],
  );
  const isMixed = runs.some(({ spec }) => spec.training.loss !== loss);
  return (
    <section className={styles.curves} aria-label="Loss curves">
      <fieldset className={styles.choice} aria-label="Curve">
        {(Object.keys(curves) as Curve[]).map((one) => (
          <Button key={one} look="plain" aria-pressed={one === curve} onClick={() => setCurve(one)}>
            {curves[one]}
          </Button>
        ))}
      </fieldset>
      <div ref={box} className={styles.chart}>
        {size && (
          <OverlayChart rows={rows} names={['Now', ...runs.map(({ name }) => name)]} {...size} />
        )}
      </div>
      {isMixed && (
        <p className={styles.help}>
          These runs have different loss functions: the heights of their curves can’t be compared.
        </p>
      )}
    </section>
  );
}

function selectHistory({ history }: PlaygroundState): PlaygroundState['history'] {
  return history;
}
