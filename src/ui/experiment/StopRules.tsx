import { useState } from 'react';
import { trainingRanges } from '../../spec/spec.ts';
import { Button } from '../controls/Button.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { useActions, usePlayground } from '../playground.ts';
import styles from './experiment.module.css';

/** When training stops before its last epoch; both are off at first. */
export function StopRules() {
  const actions = useActions();
  const stop = usePlayground(({ spec }) => spec.training.stop);
  const [open, setOpen] = useState(false);
  const active = Number(stop.loss !== null) + Number(stop.patience !== null);
  const set = (change: Partial<typeof stop>) =>
    actions.setTraining({ stop: { ...stop, ...change } });
  return (
    <>
      <div className={styles.stopToggle}>
        <Button look="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
          Stop early{active > 0 ? `: ${active} rule${active > 1 ? 's' : ''}` : '…'}
        </Button>
      </div>
      {open && (
        <>
          <NumberField
            range={trainingRanges.stopLoss}
            value={stop.loss}
            onCommit={(loss) => set({ loss })}
            onEmpty={() => set({ loss: null })}
          />
          <NumberField
            range={trainingRanges.patience}
            value={stop.patience}
            onCommit={(patience) => set({ patience })}
            onEmpty={() => set({ patience: null })}
          />
          <p className={styles.wide}>
            Stops once the validation loss reaches the target, or has not fallen for so many epochs.
          </p>
        </>
      )}
    </>
  );
}
