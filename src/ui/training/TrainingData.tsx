import { IMAGE_COUNTS } from '../../spec/spec.ts';
import { Panel } from '../controls/Panel.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useActions, usePlayground } from '../playground.ts';
import { DigitLegend } from './DigitLegend.tsx';
import { ImagesProgress } from './ImagesProgress.tsx';
import { TaskFields } from './TaskFields.tsx';
import styles from './training.module.css';

const imageOptions = IMAGE_COUNTS.map((count) => ({
  value: String(count),
  label: count.toLocaleString('en'),
}));

const validationOptions = [
  { value: 'test', label: 'Test set' },
  { value: 'heldOut', label: 'A held-out tenth' },
] as const;

/** What the network learns from. */
export function TrainingData() {
  const actions = useActions();
  const training = usePlayground((playground) => playground.spec.training);
  return (
    <Panel title="Learns from">
      <div className={styles.fields}>
        <SelectField
          label="Images"
          value={String(training.images)}
          options={imageOptions}
          onChoose={(value) => {
            const images = IMAGE_COUNTS.find((count) => String(count) === value);
            if (images) actions.setTraining({ images });
          }}
        />
        <SelectField
          label="Validation"
          value={training.validation}
          options={validationOptions}
          onChoose={(validation) => actions.setTraining({ validation })}
        />
      </div>
      <ImagesProgress />
      <DigitLegend />
      <TaskFields />
    </Panel>
  );
}
