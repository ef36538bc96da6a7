import { useState } from 'react';
import { LABEL_COUNTS, type LabelCount } from '../../spec/classifiers.ts';
import { Button } from '../controls/Button.tsx';
import { Panel } from '../controls/Panel.tsx';
import { UpdateButton } from '../controls/UpdateButton.tsx';
import { AccuracyTable } from './AccuracyTable.tsx';
import { ConfusionMatrix } from './ConfusionMatrix.tsx';
import styles from './features.module.css';
import { type CellKey, useClassifications } from './use-classifications.ts';

/** How much the code still tells about the digit: a classifier learns from it, and from its rivals. */
export default function Features() {
  const [labels, setLabels] = useState<LabelCount>(null);
  const [selected, setSelected] = useState<CellKey>('code softmax');
  const { cells, model, running, failure, train } = useClassifications(labels);
  const done = running?.done ?? null;
  const shown = cells[selected];
  return (
    <Panel
      title="Features"
      className={styles.panel}
      aside={
        <UpdateButton
          done={done}
          model={model}
          onUpdate={train}
          label={cells['code softmax'] ? 'Train again' : 'Train the classifiers'}
        />
      }
    >
      <p className={styles.help}>
        A code that keeps what matters makes learning easy. Small classifiers learn to name the
        digit from the frozen code, from PCA with as many numbers, and from the raw pixels; then
        they name the 10,000 test images. Codes are standardized first: every number has mean 0 and
        variance 1 over the training images.
      </p>
      <fieldset className={styles.labels}>
        <legend>Training images with a label</legend>
        {LABEL_COUNTS.map((count) => (
          <Button
            key={count}
            look="plain"
            aria-pressed={count === labels}
            onClick={() => setLabels(count)}
          >
            {count === null ? 'all 60,000' : `${count} of each digit`}
          </Button>
        ))}
      </fieldset>
      {failure && (
        <p role="alert" className={styles.problem}>
          {failure}
        </p>
      )}
      <AccuracyTable cells={cells} running={running} selected={selected} onSelect={setSelected} />
      {shown && <ConfusionMatrix name={selected} confusion={shown.confusion} />}
    </Panel>
  );
}
