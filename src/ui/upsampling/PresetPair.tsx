import { useState } from 'react';
import { UPSAMPLING_STEPS } from '../../spec/upsampling.ts';
import type { Questions } from '../../store/state.ts';
import { drawGrey, type Greys, readGrey, tint } from '../canvas/grey.ts';
import { TenDigits } from '../canvas/TenDigits.tsx';
import { type Draw, useCanvas } from '../canvas/use-canvas.ts';
import { Button } from '../controls/Button.tsx';
import { LiveText } from '../controls/LiveText.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useQuestion } from '../use-question.ts';
import styles from './upsampling.module.css';

type Answer = Questions['upsampling']['answer'];

const rows = {
  originals: 'Originals',
  nearest: 'Nearest neighbour',
  convolutional: 'Transposed',
} as const satisfies Record<keyof Answer, string>;

type RowProps = Answer[keyof Answer] & { label: string };

const stepOptions = UPSAMPLING_STEPS.map((steps) => ({
  value: String(steps),
  label: `${steps} steps`,
}));

/** The two convolutional presets after the same steps of training, and the pattern in their pictures. */
export function PresetPair() {
  const [steps, setSteps] = useState<number>(UPSAMPLING_STEPS[1]);
  const { answered, done, failed, ask } = useQuestion('upsampling');
  return (
    <section className={styles.pair} aria-label="In the presets">
      <header className={styles.head}>
        <h3>The same in two presets</h3>
        <SelectField
          label="After"
          labelHidden
          value={String(steps)}
          options={stepOptions}
          onChoose={(value) => setSteps(Number(value))}
        />
        <Button disabled={done !== null} onClick={() => ask({ steps })}>
          Train both
        </Button>
        <p role="status" className={styles.help}>
          {done !== null && <LiveText text={`Training, ${Math.round(100 * done)}%`} />}
          {done === null && answered && (
            <span>{`After ${answered.asks.steps} steps, the same batches for both.`}</span>
          )}
        </p>
      </header>
      {failed && <p role="alert">{failed.reason}</p>}
      {answered ? (
        <>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Decoder</th>
                <th scope="col">Test digits</th>
                <th scope="col">Mean of 1,000</th>
                <th scope="col">Its pattern</th>
                <th scope="col">Grey levels</th>
              </tr>
            </thead>
            <tbody>
              {(Object.keys(rows) as (keyof Answer)[]).map((kind) => (
                <Row key={kind} label={rows[kind]} {...answered.answer[kind]} />
              ))}
            </tbody>
          </table>
          <p className={styles.help}>{verdictOf(answered.answer)}</p>
        </>
      ) : (
        <p className={styles.help}>
          The two convolutional presets have the same encoder; one’s decoder copies pixels, the
          other’s paints stamps of 2×2 learned weights. Train both for as long and look at the
          pixels: in which does every second one stand out?
        </p>
      )}
    </section>
  );
}

function Row({ label, digits, mean, alternation, strength }: RowProps) {
  const average = useCanvas<Greys>(() => mean, drawGrey, readGrey);
  const pattern = useCanvas(() => alternation, drawPattern, readGrey);
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <TenDigits name={`${label}, ten digits`} select={() => digits} />
      </td>
      <td>
        <canvas ref={average} role="img" aria-label={`${label}, mean`} width={28} height={28} />
      </td>
      <td>
        <canvas ref={pattern} role="img" aria-label={`${label}, pattern`} width={28} height={28} />
      </td>
      <td>{greyLevels(strength)}</td>
    </tr>
  );
}

/** Amplitude that is drawn in full colour. */
const FULL = 0.08;

const drawPattern: Draw<Float32Array> = (context, amplitudes, { output }) => {
  const image = new ImageData(28, 28);
  for (const [pixel, amplitude] of amplitudes.entries()) {
    tint(image, pixel, output, Math.min(1, amplitude / FULL));
  }
  context.putImageData(image, 0, 0);
};

function verdictOf({ nearest, convolutional }: Answer): string {
  const times = convolutional.strength / nearest.strength;
  const often = `${Number(times.toPrecision(2))} times as strong`;
  return times > 1.5
    ? `The checkerboard: stamps of uneven weights lie side by side, so that one pattern repeats every two pixels in all pictures, ${often} as where pixels are copied and a convolution smooths them. Training evens the weights out only slowly.`
    : 'By now the stamps’ weights fit together: no pattern is left that copied pixels lack.';
}

/** Of 255. */
function greyLevels(amplitude: number): string {
  return (255 * amplitude).toFixed(1);
}
