import { Slider } from '@base-ui/react/slider';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { summarize } from '../../spec/network.ts';
import { Button } from '../controls/Button.tsx';
import { Panel } from '../controls/Panel.tsx';
import { UpdateButton } from '../controls/UpdateButton.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { type Shown, useQuestion } from '../use-question.ts';
import { framesOf } from './frames.ts';
import { Strip } from './Strip.tsx';
import styles from './slow.module.css';

/** One step of training on the picture in the hourglass, moment by moment. */
export default function SlowMotion() {
  const store = usePlaygroundStore();
  const { answered, done, failed, ask } = useQuestion('trainingStep');
  const isReady = usePlayground(({ model }) => model !== null);

  const askNow = () => {
    const { picture, optimizerState } = store.getState();
    const optimizer = optimizerState();
    if (optimizer) void ask({ picture, optimizer });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once, as soon as there is a network.
  useEffect(() => {
    if (isReady && !answered) askNow();
  }, [isReady]);

  return (
    <Panel
      title="Slow motion"
      className={styles.panel}
      aside={
        <UpdateButton
          done={done}
          model={answered?.model ?? null}
          label="Take a new step"
          onUpdate={askNow}
        />
      }
    >
      <p className={styles.help}>
        One step of training on your picture, as it happens thousands of times while it trains. It
        is taken on a copy: your network stays as it is.
      </p>
      {failed && (
        <p role="alert" className={styles.problem}>
          {failed.reason}
        </p>
      )}
      {answered && <Moments key={answered.model.version} {...answered} />}
    </Panel>
  );
}

/** Told with the experiment that the step was taken with; later changes are for the next one. */
function Moments({ answer: step, model: { spec } }: Shown<'trainingStep'>) {
  const summary = useMemo(() => summarize(spec.network), [spec.network]);
  const frames = useMemo(() => framesOf(step, spec, summary), [step, spec, summary]);
  const [moment, setMoment] = useState(0);
  const last = frames.length - 1;
  const frame = frames[moment];
  const go = (to: number) => setMoment(Math.min(Math.max(to, 0), last));
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowRight') go(moment + 1);
    if (key === 'ArrowLeft') go(moment - 1);
  };
  if (!frame) return null;
  return (
    <>
      <Strip step={step} summary={summary} frames={frames} moment={moment} />
      <div className={styles.controls}>
        <Button disabled={moment === 0} onClick={() => go(moment - 1)} onKeyDown={onKeyDown}>
          Back
        </Button>
        <Button disabled={moment === last} onClick={() => go(moment + 1)} onKeyDown={onKeyDown}>
          Next
        </Button>
        <Slider.Root className={styles.slider} min={0} max={last} value={moment} onValueChange={go}>
          <Slider.Label>{`Moment ${moment + 1} of ${frames.length}`}</Slider.Label>
          <Slider.Control className={styles.control}>
            <Slider.Track className={styles.track}>
              <Slider.Indicator className={styles.indicator} />
              <Slider.Thumb className={styles.thumb} />
            </Slider.Track>
          </Slider.Control>
        </Slider.Root>
      </div>
      <div className={styles.told} aria-live="polite">
        <h3 className={styles.title}>{frame.title}</h3>
        <p>{frame.text}</p>
        {frame.formula && (
          <p className={styles.formula} translate="no" dir="ltr">
            {frame.formula}
          </p>
        )}
        <ul className={styles.lines}>
          {frame.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </>
  );
}
