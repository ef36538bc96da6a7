import { useEffect, useState } from 'react';
import type { ScoreKind } from '../../spec/scores.ts';
import type { Playground } from '../../store/state.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { useThrottled } from '../use-throttled.ts';
import styles from './anomalies.module.css';
import { scoreText } from './detector.ts';

/** Between two questions about the picture, in milliseconds. */
const INTERVAL = 100;

function selectPicture({ picture }: Playground): Playground['picture'] {
  return picture;
}

/** The score of the picture on the left, as it is drawn. */
export function OwnScore({ score: kind, threshold }: { score: ScoreKind; threshold: number }) {
  const store = usePlaygroundStore();
  const picture = useThrottled(selectPicture, INTERVAL);
  const isDrawing = usePlayground(({ source }) => source.kind === 'drawing');
  const [score, setScore] = useState<number | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    store
      .getState()
      .ask('strangeness', { score: kind, picture }, { signal: stop.signal })
      .then(
        ({ answer }) => setScore(answer.score),
        () => setScore(null),
      );
    return () => stop.abort();
  }, [store, kind, picture]);

  if (score === null) return null;
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
