import { trainingRanges } from '../../spec/spec.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { Popover } from '../controls/Popover.tsx';
import { useActions, usePlayground } from '../playground.ts';
import styles from './experiment.module.css';

/** When training stops before its last epoch; both are off at first. */
export function StopRules() {
  const actions = useActions();
  const stop = usePlayground(({ spec }) => spec.training.stop);
  const active = Number(stop.loss !== null) + Number(stop.patience !== null);
  const set = (change: Partial<typeof stop>) =>
    actions.setTraining({ stop: { ...stop, ...change } });
  const label = `Stop early${active > 0 ? `: ${active} rule${active > 1 ? 's' : ''}` : '…'}`;
  return (
    <Popover label={label} name="Stop early" look="plain">
      {() => (
        <div className={styles.pair}>
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
        </div>
      )}
    </Popover>
  );
}
