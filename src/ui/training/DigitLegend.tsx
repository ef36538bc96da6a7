import { ALL_DIGITS } from '../../spec/spec.ts';
import type { TestImages } from '../../store/state.ts';
import { drawThumbnails } from '../canvas/grey.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { useActions, usePlayground } from '../playground.ts';
import styles from './training.module.css';

/** Which of the ten digits train. */
export function DigitLegend() {
  return (
    <fieldset aria-label="Digits that train" className={styles.legend}>
      {ALL_DIGITS.map((digit) => (
        <DigitToggle key={digit} digit={digit} />
      ))}
    </fieldset>
  );
}

function DigitToggle({ digit }: { digit: number }) {
  const actions = useActions();
  const trains = usePlayground(({ spec }) => spec.training.digits.includes(digit));
  const canvas = useCanvas<TestImages>(
    ({ testImages }) => testImages,
    (context, { pixels, labels }) => {
      const index = labels.indexOf(digit);
      if (index >= 0) drawThumbnails(context, pixels, [index], { columns: 1, gap: 0 });
    },
  );
  return (
    <button
      type="button"
      aria-label={`Digit ${digit}`}
      aria-pressed={trains}
      onClick={() => actions.toggleDigit(digit)}
    >
      <canvas ref={canvas} width={28} height={28} />
      <span aria-hidden="true">{digit}</span>
    </button>
  );
}
