import { useId } from 'react';
import type { Playground } from '../../store/state.ts';
import { keepsOptimizer, type Moment } from '../../store/timeline.ts';
import { Button } from '../controls/Button.tsx';
import { LiveText } from '../controls/LiveText.tsx';
import { useActions, usePlayground, usePlaygroundStore } from '../playground.ts';
import { lossText } from '../transport/status-figures.ts';
import { useThrottled } from '../use-throttled.ts';
import styles from './history.module.css';
import { pointAt } from './point-at.ts';

const INTERVAL_MS = 500;

function selectMoments({ timeline }: Playground): readonly Moment[] {
  return timeline.moments;
}

/** Goes back through the run: every view shows the network as it was. */
export function Scrubber() {
  const actions = useActions();
  const store = usePlaygroundStore();
  const help = useId();
  const moments = useThrottled(selectMoments, INTERVAL_MS);
  const past = usePlayground((playground) => playground.past);
  const newest = moments.at(-1);
  if (!newest || moments.length === 1) return null;

  const shown = past ?? newest;
  const text = momentText(store.getState(), shown);
  const step = `step ${shown.checkpoint.step.toLocaleString('en')}`;
  return (
    <div className={styles.scrubber}>
      <input
        type="range"
        min={moments[0]?.checkpoint.step}
        max={newest.checkpoint.step}
        value={shown.checkpoint.step}
        aria-label="Moment of the run"
        aria-valuetext={past ? `${step}, ${text}` : `now, ${step}, ${text}`}
        aria-describedby={help}
        onChange={(event) => actions.showMoment(event.target.valueAsNumber)}
      />
      <p id={help}>
        <LiveText text={past ? text : 'Drag back to see the network as it was in every view.'} />
      </p>
      {past && <Choices past={past} />}
    </div>
  );
}

function Choices({ past }: { past: Moment }) {
  const actions = useActions();
  const optimizer = usePlayground(({ spec }) => spec.training.optimizer);
  return (
    <div className={styles.choices}>
      <Button look="plain" onClick={() => actions.showMoment(null)}>
        Now
      </Button>
      <Button
        look="plain"
        title={
          keepsOptimizer(past, optimizer)
            ? 'Exactly as it went on then, if no setting has changed'
            : 'With the weights of then; the optimizer starts afresh'
        }
        onClick={() => actions.trainFromPast()}
      >
        Train on from here
      </Button>
    </div>
  );
}

function momentText({ history }: Playground, { checkpoint: { step } }: Moment): string {
  const { epoch, loss } = pointAt(history, step);
  return `epoch ${epoch.toFixed(1)}${loss === null ? '' : `, loss ${lossText(loss)}`}`;
}
