import { type CSSProperties, useId, useState } from 'react';
import { LARGE, SMALL } from '../../spec/upsampling.ts';
import { Button } from '../controls/Button.tsx';
import { NoteOnNumber } from '../controls/NumberField.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useNumberInput } from '../controls/use-number-input.ts';
import { enlarge, type Method, sentenceOf } from './explain.ts';
import { KERNEL_SIDES, type KernelKind, type KernelSide, kernels } from './kernels.ts';
import { PixelGrid } from './PixelGrid.tsx';
import styles from './upsampling.module.css';

const INPUTS = [0.9, 0.2, 0.4, 0.7];
const titles = {
  nearest: 'Nearest neighbour',
  transposed: 'Transposed convolution',
} as const satisfies Record<Method, string>;
const sideOptions = KERNEL_SIDES.map((side) => ({ value: String(side), label: `${side}×${side}` }));

/** A picture of 2×2 enlarged to 4×4 in both ways; every pixel tells what it is made of. */
export function Example() {
  const help = useId();
  const [inputs, setInputs] = useState(INPUTS);
  const [side, setSide] = useState<KernelSide>(3);
  const [kind, setKind] = useState<KernelKind | null>('ones');
  const [own, setOwn] = useState<readonly number[]>([]);
  const [pointed, setPointed] = useState<{ method: Method; place: number }>({
    method: 'transposed',
    place: 2 * LARGE + 2,
  });
  const weights = kind ? kernels[kind].weights[side] : own;
  const large = enlarge(inputs, weights);
  const pixel = large[pointed.method][pointed.place];
  const uses = (what: 'input' | 'weight', place: number) =>
    (what === 'input' || pointed.method === 'transposed') &&
    (pixel?.summands.some((summand) => summand[what] === place) ?? false);

  return (
    <section aria-label="An example">
      <div className={styles.example}>
        <figure>
          <figcaption>Small picture</figcaption>
          <Fields
            name="Input"
            columns={SMALL}
            values={inputs}
            isUsed={(place) => uses('input', place)}
            onChange={setInputs}
          />
        </figure>
        <figure>
          <figcaption>Kernel: the stamp</figcaption>
          <Fields
            name="Weight"
            columns={side}
            values={weights}
            isUsed={(place) => uses('weight', place)}
            onChange={(changed) => {
              setOwn(changed);
              setKind(null);
            }}
          />
        </figure>
        {(Object.keys(titles) as Method[]).map((method) => (
          <figure key={method}>
            <figcaption>{titles[method]}</figcaption>
            <PixelGrid
              label={titles[method]}
              pixels={large[method]}
              pointed={pointed.method === method ? pointed.place : null}
              describedBy={help}
              onPoint={(place) => setPointed({ method, place })}
            />
          </figure>
        ))}
      </div>
      <p id={help} className={styles.sentence} aria-live="polite">
        {pixel && sentenceOf(pointed.method, pointed.place, pixel, inputs, weights)}
      </p>
      <div className={styles.choices}>
        <SelectField
          label="Kernel’s size"
          value={String(side)}
          options={sideOptions}
          onChoose={(value) => {
            setSide(value === '2' ? 2 : 3);
            setKind(kind ?? 'young');
          }}
        />
        {(Object.keys(kernels) as KernelKind[]).map((one) => (
          <Button key={one} look="plain" aria-pressed={one === kind} onClick={() => setKind(one)}>
            {kernels[one].label}
          </Button>
        ))}
        <p className={styles.help}>
          {kind
            ? kernels[kind].effect[side]
            : 'A kernel of your own: with stride 2, its pattern repeats every two pixels.'}
        </p>
      </div>
    </section>
  );
}

interface FieldsProps {
  name: 'Input' | 'Weight';
  columns: number;
  values: readonly number[];
  /** Whether the pixel that is explained is made of it. */
  isUsed(place: number): boolean;
  onChange(values: number[]): void;
}

/** Numbers in a square, each free to change. */
function Fields({ name, columns, values, isUsed, onChange }: FieldsProps) {
  const style: CSSProperties = { gridTemplateColumns: `repeat(${columns}, 2.75rem)` };
  return (
    <div className={styles.fields} style={style} data-of={name}>
      {values.map((value, place) => (
        <Field
          // biome-ignore lint/suspicious/noArrayIndexKey: a number is its place in the square.
          key={place}
          label={`${name}, row ${Math.floor(place / columns) + 1}, column ${(place % columns) + 1}`}
          value={value}
          isUsed={isUsed(place)}
          onChange={(changed) => onChange(values.toSpliced(place, 1, changed))}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  label: string;
  value: number;
  isUsed: boolean;
  onChange(value: number): void;
}

function Field({ label, value, isUsed, onChange }: FieldProps) {
  const id = useId();
  const range = { label, min: -100, max: 100 };
  const { input, note, choose } = useNumberInput({ range, value, onCommit: onChange, step: 0.1 });
  return (
    <>
      <input
        {...input}
        aria-label={label}
        aria-describedby={note ? id : undefined}
        data-used={isUsed}
      />
      {note && (
        <div className={styles.note}>
          <NoteOnNumber id={id} note={note} onChoose={choose} />
        </div>
      )}
    </>
  );
}
