import type { Questions } from '../../store/state.ts';
import { TenDigits } from '../canvas/TenDigits.tsx';
import { Panel } from '../controls/Panel.tsx';
import { UpdateButton } from '../controls/UpdateButton.tsx';
import { useQuestion } from '../use-question.ts';
import { CodeMap } from './CodeMap.tsx';
import { ErrorTable } from './ErrorTable.tsx';
import styles from './pca.module.css';

export type Comparison = Questions['againstPca']['answer'];

/** Test images laid out on each map. */
const ASKS = { mapped: 2000 };

/** The network beside the best linear code of the same size. */
export default function AgainstPca() {
  const { answered, done, failed, ask } = useQuestion('againstPca', ASKS);
  const comparison = answered?.answer ?? null;
  return (
    <Panel
      title="Against PCA"
      className={styles.panel}
      aside={
        <UpdateButton done={done} model={answered?.model ?? null} onUpdate={() => ask(ASKS)} />
      }
    >
      <p className={styles.help}>
        Principal component analysis is the best linear code: no other one of the same size rebuilds
        the training images with a smaller squared error. It has no curves to bend and nothing to
        train. What does your network gain over it?
      </p>
      {failed && (
        <p role="alert" className={styles.problem}>
          {failed.reason}
        </p>
      )}
      {comparison && <Results comparison={comparison} />}
    </Panel>
  );
}

function Results({ comparison }: { comparison: Comparison }) {
  const { inputs, network, pca, labels } = comparison;
  return (
    <>
      <ErrorTable comparison={comparison} />
      <div className={styles.rows}>
        <Row label="Input" meaning="input" digits={inputs} />
        <Row label="Network" meaning="output" digits={network.digits} />
        <Row label="PCA" meaning="pca" digits={pca.digits} />
      </div>
      <div className={styles.maps}>
        <CodeMap title={networkMapTitle(comparison)} points={network.map} labels={labels} />
        <CodeMap title="PCA’s first two numbers" points={pca.map} labels={labels} />
      </div>
    </>
  );
}

function networkMapTitle({ size }: Comparison): string {
  return size > 2 ? 'The network’s code, where it varies most' : 'The network’s code';
}

interface RowProps {
  label: string;
  meaning: 'input' | 'output' | 'pca';
  digits: Float32Array;
}

function Row({ label, meaning, digits }: RowProps) {
  return (
    <div className={styles.row}>
      <span className={styles[meaning]}>{label}</span>
      <TenDigits name={`Test digits, ${label}`} select={() => digits} />
    </div>
  );
}
