import { type ReactNode, useId, useState } from 'react';
import { type NumberRange, rangeProblem } from '../../spec/range.ts';
import styles from './field.module.css';

interface NumberFieldProps {
  range: NumberRange;
  /** Null while nothing is set, where that is allowed. */
  value: number | null;
  onCommit(value: number): void;
  /** Allows an empty field. */
  onEmpty?(): void;
  /** Why the number can't be set just now. */
  disabledReason?: string | null;
  /** Stands beside the field. */
  children?: ReactNode;
}

/** A number taken with Enter or on leaving; out of range it is refused and the running one stays. */
export function NumberField({
  range,
  value,
  onCommit,
  onEmpty,
  disabledReason = null,
  children,
}: NumberFieldProps) {
  const id = useId();
  // What is typed belongs to the value it was typed over: a preset that changes the value wins.
  const [typed, setTyped] = useState<{ text: string; over: number | null } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const editing = typed !== null && typed.over === value;
  const refused = editing ? problem : null;

  function commit(): void {
    if (!typed || !editing) return;
    const text = typed.text.trim();
    if (text === '' && onEmpty) {
      forget();
      onEmpty();
      return;
    }
    const number = text === '' ? Number.NaN : Number(text);
    const found = rangeProblem(range, number);
    setProblem(found);
    if (found) return;
    forget();
    if (number !== value) onCommit(number);
  }

  function forget(): void {
    setTyped(null);
    setProblem(null);
  }

  return (
    <div className={styles.field}>
      <label htmlFor={id}>{range.label}</label>
      <div className={styles.row}>
        <input
          id={id}
          type="number"
          inputMode="decimal"
          step={range.integer ? 1 : 'any'}
          className={styles.input}
          value={editing ? typed.text : (value ?? '')}
          placeholder={onEmpty ? 'off' : undefined}
          disabled={disabledReason !== null}
          aria-invalid={refused !== null}
          aria-describedby={refused || disabledReason ? `${id}-note` : undefined}
          onChange={(event) => {
            setTyped({ text: event.target.value, over: value });
            setProblem(null);
          }}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape' && editing) {
              event.stopPropagation();
              forget();
            }
          }}
        />
        {children}
      </div>
      {refused && (
        <p id={`${id}-note`} role="alert" className={styles.problem}>
          {refused} {value === null ? 'It stays off.' : `It stays ${value}.`}
        </p>
      )}
      {disabledReason && (
        <p id={`${id}-note`} className={styles.note}>
          {disabledReason}
        </p>
      )}
    </div>
  );
}
