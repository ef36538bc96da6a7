import { useId } from 'react';
import { Button } from './Button.tsx';
import type { Elements } from './elements.ts';
import styles from './field.module.css';
import type { NumberNote } from './number-text.ts';
import { type NumberInputOptions, useNumberInput } from './use-number-input.ts';

interface NumberFieldProps extends Omit<NumberInputOptions, 'step'> {
  /** Why the number can't be set just now. */
  disabledReason?: string | null;
  /** Stands beside the field. */
  children?: Elements;
}

/** A number with its label, and beside it why a text was not taken. */
export function NumberField({ disabledReason = null, children, ...options }: NumberFieldProps) {
  const { range, onEmpty } = options;
  const id = useId();
  const { input, note, choose } = useNumberInput(options);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{range.label}</label>
      <div className={styles.row}>
        <input
          {...input}
          id={id}
          className={styles.input}
          placeholder={onEmpty ? 'off' : undefined}
          disabled={disabledReason !== null}
          aria-describedby={note || disabledReason ? `${id}-note` : undefined}
        />
        {children}
      </div>
      {note && <NoteOnNumber id={`${id}-note`} note={note} onChoose={choose} />}
      {disabledReason && (
        <p id={`${id}-note`} className={styles.note}>
          {disabledReason}
        </p>
      )}
    </div>
  );
}

interface NoteOnNumberProps {
  id: string;
  note: NumberNote;
  onChoose(reading: number): void;
}

/** Why a text was not taken, and what it may mean, to choose from. */
export function NoteOnNumber({ id, note: { text, readings }, onChoose }: NoteOnNumberProps) {
  return (
    <>
      <p id={id} role="alert" className={styles.problem}>
        {text}
      </p>
      {readings.length > 0 && (
        <fieldset className={styles.readings} aria-label="Which number is meant">
          {readings.map((reading) => (
            <Button key={reading} onClick={() => onChoose(reading)}>
              {String(reading)}
            </Button>
          ))}
        </fieldset>
      )}
    </>
  );
}
