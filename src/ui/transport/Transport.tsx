import { useState } from 'react';
import { isTraining } from '../../store/state.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useActions, usePlayground } from '../playground.ts';
import { Status } from './Status.tsx';
import styles from './transport.module.css';

const units = [
  { value: 'batch', label: 'one batch' },
  { value: 'epoch', label: 'one epoch' },
] as const;

export type StepUnit = (typeof units)[number]['value'];

/** Reset, Train or Pause, Step, and how the run stands. */
export function Transport() {
  const actions = useActions();
  const phase = usePlayground((playground) => playground.phase);
  const [unit, setUnit] = useState<StepUnit>('batch');
  const training = usePlayground(isTraining);
  const waiting = phase === 'loading';
  return (
    <div className={styles.transport}>
      <Button
        disabled={waiting}
        onClick={() => actions.reset()}
        title="Back to the same initial weights"
      >
        <Icon name="reset" />
        <span>Reset</span>
      </Button>
      <Button
        look="primary"
        className={styles.train}
        onClick={() => (training ? actions.pause() : actions.train())}
      >
        <Icon name={training ? 'pause' : 'play'} />
        <span>{training ? 'Pause' : 'Train'}</span>
      </Button>
      <div className={styles.step}>
        <Button disabled={waiting || training} onClick={() => actions.step(unit)}>
          <Icon name="step" />
          <span>Step</span>
        </Button>
        <SelectField
          label="Advance by"
          labelHidden
          value={unit}
          options={units}
          onChoose={(chosen) => setUnit(chosen)}
        />
      </div>
      <Status />
    </div>
  );
}
