import { useId } from 'react';
import { type PenaltyKind, penalties } from '../../spec/penalties.ts';
import { trainingRanges } from '../../spec/spec.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useActions, usePlayground } from '../playground.ts';
import styles from './regularization.module.css';

/** The settings that a penalty has besides its weight. */
const settings: Partial<Record<PenaltyKind, 'sparsityTarget' | 'warmUp'>> = {
  sparsity: 'sparsityTarget',
  divergence: 'warmUp',
};

/** A term of the loss: on or off, its weight and what else it has, or why it can't act here. */
export function PenaltyRow({ kind }: { kind: PenaltyKind }) {
  const actions = useActions();
  const { network, training } = usePlayground((playground) => playground.spec);
  const { label, formula, summary, weight, initial, problem } = penalties[kind];
  const reason = problem(network);
  const value = training.penalties[kind];
  const isOn = reason === null && value > 0;
  const setting = settings[kind];
  const id = useId();
  const set = (changed: number) =>
    actions.setTraining({ penalties: { ...training.penalties, [kind]: changed } });
  return (
    <div className={styles.penalty}>
      <div className={styles.penaltyHead}>
        <Switch
          label={label}
          checked={isOn}
          disabled={reason !== null}
          describedBy={id}
          onChange={(checked) => set(checked ? initial : 0)}
        />
        <span className={styles.formula} translate="no">
          {formula}
        </span>
      </div>
      <p id={id}>{reason === null ? summary : `It ${reason}.`}</p>
      {isOn && (
        <div className={styles.pair}>
          <NumberField range={weight} value={value} onCommit={set} />
          {setting && (
            <NumberField
              range={trainingRanges[setting]}
              value={training[setting]}
              onCommit={(changed) => actions.setTraining({ [setting]: changed })}
            />
          )}
        </div>
      )}
    </div>
  );
}
