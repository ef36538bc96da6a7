import {
  corruptions,
  corruptionsOf,
  initialCorruption,
  strengthOf,
  taskOf,
  tasks,
} from '../../spec/tasks.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { SelectField, tableOptions } from '../controls/SelectField.tsx';
import { useActions, usePlayground } from '../playground.ts';
import styles from './training.module.css';

const taskOptions = tableOptions(tasks);

/** What is done to the input, and what the network is to make of it. */
export function TaskFields() {
  const actions = useActions();
  const corruption = usePlayground(({ spec }) => spec.training.corruption);
  const task = taskOf(corruption);
  const kinds = corruptionsOf(task);
  const strength = strengthOf(corruption.kind);
  return (
    <div className={styles.task}>
      <div className={styles.fields}>
        <SelectField
          label="Task"
          value={task}
          options={taskOptions}
          onChoose={(chosen) => {
            const [kind] = corruptionsOf(chosen);
            if (kind) actions.setTraining({ corruption: initialCorruption(kind) });
          }}
        />
        {kinds.length > 1 && (
          <SelectField
            label="Input"
            value={corruption.kind}
            options={kinds.map((kind) => ({ value: kind, label: corruptions[kind].label }))}
            onChoose={(kind) => actions.setTraining({ corruption: initialCorruption(kind) })}
          />
        )}
        {strength && (
          <NumberField
            range={strength}
            value={corruption.strength}
            onCommit={(value) =>
              actions.setTraining({ corruption: { ...corruption, strength: value } })
            }
          />
        )}
      </div>
      <p>{tasks[task].summary}</p>
    </div>
  );
}
