import { isSparse, isVariational } from '../../spec/penalties.ts';
import type { Playground } from '../../store/state.ts';
import { LiveText } from '../controls/LiveText.tsx';
import { usePlayground } from '../playground.ts';
import { useThrottled } from '../use-throttled.ts';
import { cloudSentence, sparsitySentence } from './code-sentences.ts';
import styles from './hourglass.module.css';

/** What of the code is to be known in figures: of sparse and of variational ones. */
export function CodeFigures() {
  const sparse = usePlayground(({ spec }) => isSparse(spec.network, spec.training.penalties));
  const variational = usePlayground(({ spec }) => isVariational(spec.network));
  return (
    <>
      {sparse && <Sentence select={sparsitySentence} />}
      {variational && <Sentence select={cloudSentence} />}
    </>
  );
}

function Sentence({ select }: { select(playground: Playground): string }) {
  const text = useThrottled(select, 250);
  return (
    <p className={styles.figures}>
      <LiveText text={text} />
    </p>
  );
}
