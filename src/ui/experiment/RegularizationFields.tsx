import { useId } from 'react';
import { mirrorProblem } from '../../spec/mirror-pairs.ts';
import { penaltyKinds } from '../../spec/penalties.ts';
import { trainingRanges } from '../../spec/spec.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useActions, usePlayground, useSummary } from '../playground.ts';
import { PenaltyRow } from './PenaltyRow.tsx';
import styles from './regularization.module.css';

/** Epochs a pair when training layer by layer is switched on. */
const FIRST_LAYERWISE = 3;

/** Terms of the loss, shared weights, an order of the layers; loaded when the popover opens. */
export default function RegularizationFields() {
  return (
    <>
      <p className={styles.lead}>Added to the loss, each times its weight:</p>
      {penaltyKinds.map((kind) => (
        <PenaltyRow key={kind} kind={kind} />
      ))}
      <TiedWeights />
      <LayerByLayer />
      <p className={styles.hint}>
        Dropout and a variational code are layers: add them under Edit layers.
      </p>
    </>
  );
}

function TiedWeights() {
  const actions = useActions();
  const network = usePlayground(({ spec }) => spec.network);
  const { layers } = useSummary();
  const problem = mirrorProblem(layers, 'dense');
  const id = useId();
  return (
    <div className={styles.penalty}>
      <Switch
        label="Tied weights"
        checked={network.tied}
        disabled={problem !== null}
        describedBy={id}
        onChange={(tied) => actions.editNetwork({ ...network, tied })}
      />
      <p id={id}>
        {problem
          ? `Needs ${problem}.`
          : 'The decoder uses the encoder’s weights, turned around. Starts over.'}
      </p>
    </div>
  );
}

function LayerByLayer() {
  const actions = useActions();
  const layerwise = usePlayground(({ spec }) => spec.training.layerwise);
  const { layers } = useSummary();
  const problem = mirrorProblem(layers, 'any');
  const id = useId();
  return (
    <div className={styles.penalty}>
      <Switch
        label="Layer by layer"
        checked={layerwise !== null && problem === null}
        disabled={problem !== null}
        describedBy={id}
        onChange={(checked) => actions.setTraining({ layerwise: checked ? FIRST_LAYERWISE : null })}
      />
      <p id={id}>
        {problem
          ? `Needs ${problem}.`
          : 'The outer pair of layers learns first, then the next one inside it, then all.'}
      </p>
      {layerwise !== null && problem === null && (
        <div className={styles.pair}>
          <NumberField
            range={trainingRanges.layerwise}
            value={layerwise}
            onCommit={(epochs) => actions.setTraining({ layerwise: epochs })}
          />
        </div>
      )}
    </div>
  );
}
