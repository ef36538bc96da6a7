import { losses } from '../../spec/losses.ts';
import { LEARNING_RATE, optimizers } from '../../spec/optimizers.ts';
import { trainingRanges } from '../../spec/spec.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { Panel } from '../controls/Panel.tsx';
import { SelectField, tableOptions } from '../controls/SelectField.tsx';
import { useActions, usePlayground } from '../playground.ts';
import { CodeSize } from './CodeSize.tsx';
import styles from './experiment.module.css';
import { NetworkChoice } from './NetworkChoice.tsx';
import { Regularization } from './Regularization.tsx';
import { StopRules } from './StopRules.tsx';

const lossOptions = tableOptions(losses);
const optimizerOptions = tableOptions(optimizers);

/** What is trained, and how. */
export function Experiment() {
  const actions = useActions();
  const training = usePlayground((playground) => playground.spec.training);
  const seed = usePlayground((playground) => playground.spec.seed);
  return (
    <Panel title="Experiment">
      <NetworkChoice />
      <div className={styles.fields}>
        <CodeSize />
        <NumberField
          range={trainingRanges.seed}
          value={seed}
          onCommit={(value) => actions.setSeed(value)}
        >
          <Button
            look="round"
            aria-label="New seed"
            title="Other initial weights"
            onClick={() => actions.newSeed()}
          >
            <Icon name="dice" />
          </Button>
        </NumberField>
        <SelectField
          label="Loss function"
          value={training.loss}
          options={lossOptions}
          onChoose={(loss) => actions.setTraining({ loss })}
        />
        <SelectField
          label="Optimizer"
          value={training.optimizer}
          options={optimizerOptions}
          onChoose={(optimizer) => actions.setTraining({ optimizer })}
        />
        <NumberField
          range={LEARNING_RATE}
          value={training.learningRate}
          onCommit={(learningRate) => actions.setTraining({ learningRate })}
        />
        <NumberField
          range={trainingRanges.batchSize}
          value={training.batchSize}
          onCommit={(batchSize) => actions.setTraining({ batchSize })}
        />
        <NumberField
          range={trainingRanges.epochs}
          value={training.epochs}
          onCommit={(epochs) => actions.setTraining({ epochs })}
        />
        <div className={styles.more}>
          <Regularization />
          <StopRules />
        </div>
      </div>
    </Panel>
  );
}
