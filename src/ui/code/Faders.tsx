import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Playground } from '../../store/state.ts';
import { drawSoon, forgetDrawing } from '../canvas/frame.ts';
import { useActions, usePlaygroundStore } from '../playground.ts';
import styles from './code.module.css';
import { type CodeRange, codeRange } from './code-range.ts';

interface FadersProps {
  /** Index of the layer whose output is the code. */
  layer: number;
  units: readonly number[];
  nameOf(unit: number): string;
}

/**
 * One upright slider a unit. They follow the code without rendering; up and down move a unit, left
 * and right go to its neighbours.
 */
export function Faders({ layer, units, nameOf }: FadersProps) {
  const actions = useActions();
  const row = useFollowedCode(layer, units);
  const [last, setLast] = useState(0);
  const reachable = Math.min(last, units.length - 1);

  function go(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    // Left and right would move the value too.
    event.preventDefault();
    row.current?.querySelectorAll('input')[reachable + by]?.focus();
  }

  return (
    <fieldset ref={row} className={styles.faders} onKeyDown={go} aria-label="Units">
      {units.map((unit, place) => (
        <span key={unit}>
          <input
            type="range"
            step="any"
            aria-label={nameOf(unit)}
            aria-orientation="vertical"
            tabIndex={place === reachable ? 0 : -1}
            title={nameOf(unit)}
            onFocus={() => setLast(place)}
            onChange={(event) => actions.moveCode(unit, event.target.valueAsNumber)}
          />
        </span>
      ))}
    </fieldset>
  );
}

/** Keeps the sliders' values and range on the code that is shown: the picture's, or the hand's. */
function useFollowedCode(layer: number, units: readonly number[]) {
  const store = usePlaygroundStore();
  const row = useRef<HTMLFieldSetElement>(null);
  const latest = useRef({ layer, units });
  const range = useRef<CodeRange | null>(null);
  const follow = useRef(() => {
    const sliders = row.current?.querySelectorAll('input') ?? [];
    range.current = writeSliders(sliders, store.getState(), latest.current, range.current);
  });

  useLayoutEffect(() => {
    latest.current = { layer, units };
    drawSoon(follow.current);
  });

  useEffect(() => {
    const job = follow.current;
    const unsubscribe = store.subscribe((now, before) => {
      const moved =
        now.activations !== before.activations ||
        now.codeByHand !== before.codeByHand ||
        now.digits !== before.digits;
      if (moved) drawSoon(job);
    });
    return () => {
      unsubscribe();
      forgetDrawing(job);
    };
  }, [store]);

  return row;
}

/** Returns the range in force: it stands still while a hand moves the code, which would widen it. */
function writeSliders(
  sliders: Iterable<HTMLInputElement>,
  { activations, codeByHand, digits }: Playground,
  { layer, units }: { layer: number; units: readonly number[] },
  range: CodeRange | null,
): CodeRange | null {
  const code = codeByHand ?? activations?.[layer];
  if (!code) return range;
  const { low, high } = codeByHand && range ? range : usualRange(code, digits?.codes);
  let place = 0;
  for (const slider of sliders) {
    const value = code[units[place] ?? 0] ?? 0;
    place += 1;
    // A slider that the student holds moves by hand only: its range would slip under the pointer.
    if (slider.matches(':active')) continue;
    set(slider, 'min', String(low));
    set(slider, 'max', String(high));
    set(slider, 'value', String(value));
    set(slider, 'aria-valuetext', value.toFixed(2));
  }
  return { low, high };
}

/** Writes what is new: a written slider is laid out again, even by the value it has. */
function set(
  slider: HTMLInputElement,
  name: 'min' | 'max' | 'value' | 'aria-valuetext',
  text: string,
): void {
  if (name === 'value') {
    if (slider.value !== text) slider.value = text;
  } else if (slider.getAttribute(name) !== text) {
    slider.setAttribute(name, text);
  }
}

/** Of this code and, where known, those of the ten digits. */
function usualRange(code: Float32Array, others: Float32Array | undefined): CodeRange {
  const [own, usual] = [codeRange(code), codeRange(others ?? code)];
  return { low: Math.min(own.low, usual.low), high: Math.max(own.high, usual.high) };
}
