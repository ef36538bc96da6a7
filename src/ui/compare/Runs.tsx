import { losses } from '../../spec/losses.ts';
import type { Spec } from '../../spec/spec.ts';
import { type Figures as Found, shownFigures } from '../../store/pin.ts';
import { MAX_NAME, MAX_SHOWN, type PinnedRun } from '../../store/pinned-runs.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { Button } from '../controls/Button.tsx';
import { isComposing } from '../controls/composition.ts';
import { Icon } from '../controls/Icon.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { lossText } from '../transport/status-figures.ts';
import { useThrottled } from '../use-throttled.ts';
import styles from './compare.module.css';
import { pinned, usePinned } from './pinned.ts';
import { Swatch } from './Swatch.tsx';

const INTERVAL_MS = 500;

/** The run that trains and those that are pinned, with their figures. */
export function Runs() {
  const runs = usePinned((state) => state.runs);
  const shown = usePinned((state) => state.shown);
  return (
    <table className={styles.runs} aria-label="Runs">
      <thead>
        <tr>
          <th scope="col">Shown</th>
          <th scope="col">Run</th>
          <th scope="col">Epochs</th>
          <th scope="col">Step</th>
          <th scope="col">Loss</th>
          <th scope="col">Validation</th>
          <td />
        </tr>
      </thead>
      <tbody>
        <Now />
        {runs.toReversed().map((run) => (
          <Pinned key={run.pinnedAt} run={run} place={shown.indexOf(run.pinnedAt) + 1} />
        ))}
      </tbody>
    </table>
  );
}

function Now() {
  const spec = usePlayground((playground) => playground.spec);
  const past = usePlayground((playground) => playground.past);
  const store = usePlaygroundStore();
  useThrottled(selectProgress, INTERVAL_MS);
  return (
    <tr>
      <td>
        <Swatch place={0} />
      </td>
      <th scope="row">{past ? 'Earlier' : 'Now'}</th>
      <Figures run={{ ...shownFigures(store.getState()), spec }} />
      <td />
    </tr>
  );
}

interface PinnedProps {
  run: PinnedRun;
  /** Among those compared, from 1; 0 for none of them. */
  place: number;
}

function Pinned({ run, place }: PinnedProps) {
  return (
    <tr>
      <td>
        <label className={styles.show}>
          <input
            type="checkbox"
            checked={place > 0}
            title={`${MAX_SHOWN} at a time`}
            aria-label={`Show ${run.name}`}
            onChange={() => pinned.toggle(run)}
          />
          {place > 0 && <Swatch place={place} />}
        </label>
      </td>
      <th scope="row">
        <input
          key={run.name}
          className={styles.name}
          aria-label={`Name of ${run.name}`}
          defaultValue={run.name}
          maxLength={MAX_NAME}
          title={`Pinned ${new Date(run.pinnedAt).toLocaleString()}`}
          onBlur={(event) => pinned.rename(run, event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event.nativeEvent))
              event.currentTarget.blur();
          }}
        />
      </th>
      <Figures run={run} />
      <td>
        <Button look="round" aria-label={`Delete ${run.name}`} onClick={() => pinned.remove(run)}>
          <Icon name="close" />
        </Button>
      </td>
    </tr>
  );
}

interface FiguresProps {
  run: Found & { spec: Spec };
}

function Figures({ run: { epoch, step, loss, validation, spec } }: FiguresProps) {
  const { short } = losses[spec.training.loss];
  return (
    <>
      <td translate="no">{epoch.toFixed(1)}</td>
      <td translate="no">{step.toLocaleString('en')}</td>
      <td translate="no">{loss === null ? '–' : `${lossText(loss)} ${short}`}</td>
      <td translate="no">{validation === null ? '–' : lossText(validation)}</td>
    </>
  );
}

function selectProgress({ progress }: PlaygroundState): PlaygroundState['progress'] {
  return progress;
}
