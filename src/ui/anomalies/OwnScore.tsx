import { useMemo } from 'react';
import type { ScoreKind } from '../../spec/scores.ts';
import type { Model, Playground } from '../../store/state.ts';
import { Failure } from '../controls/Failure.tsx';
import { usePlayground } from '../playground.ts';
import { useAnswerAbout } from '../use-question.ts';
import { useThrottled } from '../use-throttled.ts';
import styles from './anomalies.module.css';
import { scoreText } from './detector.ts';

/** Between two questions about the picture, in milliseconds. */
const INTERVAL = 100;

function selectPicture({ picture }: Playground): Playground['picture'] {
  return picture;
}

interface OwnScoreProps {
  score: ScoreKind;
  threshold: number;
  /** The state of the network that the threshold is of. */
  model: Model;
}

/** The score of the picture on the left, as it is drawn, by the network that the threshold is of. */
export function OwnScore({ score: kind, threshold, model }: OwnScoreProps) {
  const picture = useThrottled(selectPicture, INTERVAL);
  const isDrawing = usePlayground(({ source }) => source.kind === 'drawing');
  const asks = useMemo(() => ({ score: kind, picture }), [kind, picture]);
  const { answered, failed, retry } = useAnswerAbout('strangeness', asks, model);

  const isComparable = answered?.asks.score === kind && answered.model.version === model.version;
  if (failed) return <Failure reason={failed.reason} onRetry={retry} />;
  if (!isComparable) return null;
  const { score } = answered.answer;
  const verdict = score >= threshold ? 'strange' : 'normal';
  return (
    <p className={styles.own}>
      <span>{isDrawing ? 'Your drawing scores ' : 'Your test digit scores '}</span>
      <output className={styles.score} translate="no">
        {scoreText(score)}
      </output>
      : <strong>{verdict}</strong>.
    </p>
  );
}
