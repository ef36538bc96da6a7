import { useId, useState } from 'react';
import type { ScoreKind } from '../../spec/scores.ts';
import type { Model } from '../../store/state.ts';
import { useSize } from '../use-size.ts';
import type { AnomaliesAnswer } from './Anomalies.tsx';
import styles from './anomalies.module.css';
import { bestPoint, consequences, scoreText } from './detector.ts';
import { OwnScore } from './OwnScore.tsx';
import { RocChart } from './RocChart.tsx';
import { SpreadChart } from './SpreadChart.tsx';

type Roc = NonNullable<AnomaliesAnswer['roc']>;

interface DetectorProps {
  answer: AnomaliesAnswer;
  roc: Roc;
  score: ScoreKind;
  /** The state of the network that was asked about. */
  model: Model;
}

/** The scores as a detector: a threshold to be moved, and what each place of it brings. */
export function Detector({ answer, roc, score, model }: DetectorProps) {
  const { points, area } = roc;
  // What the student chose belongs to this curve; on another one the threshold starts at its best.
  const [chosen, setChosen] = useState<{ of: Roc; place: number } | null>(null);
  const place = chosen?.of === roc ? chosen.place : bestPoint(points);
  const point = points[place];
  const choose = (next: number) => setChosen({ of: roc, place: next });
  const [rocBox, rocSize] = useSize<HTMLDivElement>();
  const [spreadBox, spreadSize] = useSize<HTMLDivElement>();
  const id = useId();
  if (!point) return null;
  return (
    <>
      <div className={styles.charts}>
        <figure>
          <figcaption>
            Area under the ROC curve{' '}
            <output className={styles.area} translate="no">
              {area.toFixed(3)}
            </output>
          </figcaption>
          <div ref={rocBox} className={styles.roc}>
            {rocSize && <RocChart points={points} place={place} onChoose={choose} {...rocSize} />}
          </div>
        </figure>
        <figure>
          <figcaption className={styles.legend}>
            <span>Scores of </span>
            <Key kind="normal" />
            <span>{`${answer.normalCount.toLocaleString('en')} normal `}</span>
            <Key kind="strange" />
            <span>{`${answer.strangeCount.toLocaleString('en')} strange`}</span>
          </figcaption>
          <div ref={spreadBox} className={styles.spread}>
            {spreadSize && (
              <SpreadChart spread={answer.spread} threshold={point.threshold} {...spreadSize} />
            )}
          </div>
        </figure>
      </div>
      <div className={styles.threshold}>
        <div className={styles.slider}>
          <label htmlFor={id}>Threshold</label>
          <input
            id={id}
            type="range"
            value={points.length - 1 - place}
            min={0}
            max={points.length - 1}
            aria-valuetext={`${scoreText(point.threshold)}: ${consequences(point)}`}
            onChange={({ target }) => choose(points.length - 1 - target.valueAsNumber)}
          />
          <output className={styles.score} translate="no">
            {scoreText(point.threshold)}
          </output>
        </div>
        <p>{consequences(point)}</p>
        <OwnScore score={score} threshold={point.threshold} model={model} />
      </div>
    </>
  );
}

/** The two lines differ in stroke as well as in colour. */
function Key({ kind }: { kind: 'normal' | 'strange' }) {
  return (
    <svg aria-hidden="true" width="20" height="8">
      <path d="M0 4h20" className={styles[kind]} />
    </svg>
  );
}
