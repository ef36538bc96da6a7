import { useState } from 'react';
import { type ScoreKind, scores } from '../../spec/scores.ts';
import type { Questions } from '../../store/state.ts';
import { Panel } from '../controls/Panel.tsx';
import { SelectField, tableOptions } from '../controls/SelectField.tsx';
import { UpdateButton } from '../controls/UpdateButton.tsx';
import { type Shown, useQuestion } from '../use-question.ts';
import styles from './anomalies.module.css';
import { Detector } from './Detector.tsx';
import { OwnPictures } from './OwnPictures.tsx';
import { RankedRow } from './RankedRow.tsx';

export type AnomaliesAnswer = Questions['anomalies']['answer'];

const FIRST = { score: 'relative', files: null } as const;

/** Reconstruction error as a measure of strangeness. */
export default function Anomalies() {
  const { answered, done, failed, ask } = useQuestion('anomalies', FIRST);
  const asks = answered?.asks ?? FIRST;
  const [score, setScore] = useState<ScoreKind>(FIRST.score);
  // A refusal of files belongs beside the place where they were dropped.
  const isOfFiles = failed?.asks.files != null && failed.asks.files !== asks.files;
  return (
    <Panel
      title="Anomalies"
      className={styles.panel}
      aside={
        <UpdateButton
          done={done}
          model={answered?.model ?? null}
          onUpdate={() => ask({ ...asks, score })}
        />
      }
    >
      <p className={styles.help}>
        A network rebuilds well what it has often seen. So the error tells what is strange to it:
        leave some digits out under “Learns from”, train from the start, and see whether it notices
        them.
      </p>
      <div className={styles.choices}>
        <SelectField
          label="Score"
          value={score}
          options={tableOptions(scores)}
          onChoose={(chosen) => {
            setScore(chosen);
            ask({ ...asks, score: chosen });
          }}
        />
        <OwnPictures
          files={asks.files}
          problem={isOfFiles ? failed.reason : null}
          onChoose={(files) => ask({ score, files })}
        />
      </div>
      <p className={styles.note}>
        <code translate="no">{scores[score].formula}</code> <span>{scores[score].summary}</span>
      </p>
      {failed && !isOfFiles && (
        <p role="alert" className={styles.problem}>
          {failed.reason}
        </p>
      )}
      {answered && <Results {...answered} />}
    </Panel>
  );
}

function Results({ answer, asks: { score }, model }: Shown<'anomalies'>) {
  return (
    <>
      {answer.roc ? (
        <Detector answer={answer} roc={answer.roc} score={score} model={model} />
      ) : (
        <p className={styles.nothing}>
          All ten digits train, so nothing is strange yet. Leave one or more out under “Learns from”
          and train from the start, or bring pictures of something else.
        </p>
      )}
      <div className={styles.ranked}>
        <RankedRow title="Most strange" ranked={answer.most} />
        <RankedRow title="Least strange" ranked={answer.least} />
      </div>
    </>
  );
}
