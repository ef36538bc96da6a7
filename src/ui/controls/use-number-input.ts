import { type ComponentProps, type KeyboardEvent, useState } from 'react';
import type { NumberRange } from '../../spec/range.ts';
import { isComposing } from './composition.ts';
import {
  judgeNumber,
  judgeText,
  type NumberNote,
  readNumberFor,
  stepNumber,
  type Verdict,
} from './number-text.ts';

export interface NumberInputOptions {
  range: NumberRange;
  /** Null while nothing is set, where that is allowed. */
  value: number | null;
  onCommit(value: number): void;
  /** Allows an empty field. */
  onEmpty?: (() => void) | undefined;
  /** What an arrow key adds. A field with a step of its own takes it at once. */
  step?: number | undefined;
}

interface NumberInput {
  input: ComponentProps<'input'>;
  note: NumberNote | null;
  /** Takes one of the note's readings. */
  choose(reading: number): void;
}

const KEYS: Readonly<Record<string, readonly [direction: 1 | -1, times: number]>> = {
  ArrowUp: [1, 1],
  ArrowDown: [-1, 1],
  PageUp: [1, 10],
  PageDown: [-1, 10],
};

/**
 * A text field for a number, taken with Enter or on leaving. What is out of range, unreadable or
 * ambiguous is noted and not taken. `type="number"` can't do that: it drops a decimal comma, and
 * turns with the wheel.
 */
export function useNumberInput({
  range,
  value,
  onCommit,
  onEmpty,
  step,
}: NumberInputOptions): NumberInput {
  // What is typed belongs to the value it was typed over: a preset that changes the value wins.
  const [typed, setTyped] = useState<{ text: string; over: number | null } | null>(null);
  const [note, setNote] = useState<NumberNote | null>(null);
  const text = typed?.over === value ? typed.text : null;
  const shown = text === null ? null : readNumberFor(range, text);
  const current = shown?.kind === 'number' ? shown.value : text === null ? value : null;

  function type(changed: string): void {
    setTyped({ text: changed, over: value });
    setNote(null);
  }

  function forget(): void {
    setTyped(null);
    setNote(null);
  }

  function obey(verdict: Verdict): void {
    if (verdict.kind === 'refused') {
      setNote(verdict.note);
      return;
    }
    forget();
    if (verdict.kind === 'off') onEmpty?.();
    else if (verdict.value !== value) onCommit(verdict.value);
  }

  function commit(): void {
    if (text === null) return;
    const verdict = judgeText(range, text, value);
    obey(verdict.kind === 'off' && !onEmpty ? judgeNumber(range, Number.NaN, value) : verdict);
  }

  const take = (number: number) => obey(judgeNumber(range, number, value));

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && text !== null) {
      event.stopPropagation();
      forget();
    }
    const move = KEYS[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [direction, times] = move;
    if (text !== null && text !== '' && current === null) return;
    const next =
      current === null ? range.min : stepNumber(range, current, direction, { step, times });
    if (step === undefined) type(String(next));
    else take(next);
  }

  return {
    input: {
      type: 'text',
      role: 'spinbutton',
      // Where a sign may be needed: the keyboards for numbers of some phones have none.
      inputMode: range.min < 0 ? 'text' : range.integer ? 'numeric' : 'decimal',
      autoComplete: 'off',
      spellCheck: false,
      // A minus stays before its number in pages that run from right to left.
      dir: 'ltr',
      value: text ?? String(value ?? ''),
      'aria-valuenow': current ?? undefined,
      'aria-valuemin': range.min,
      'aria-valuemax': range.max,
      'aria-invalid': note !== null && text !== null,
      onChange: (event) => type(event.target.value),
      onBlur: commit,
      onKeyDown,
    },
    note: text === null ? null : note,
    choose: take,
  };
}
