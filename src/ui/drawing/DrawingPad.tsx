import { type CSSProperties, type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react';
import { isComposing } from '../controls/composition.ts';
import hidden from '../controls/hidden.module.css';
import { usePlaygroundStore } from '../playground.ts';
import styles from './drawing.module.css';
import { type Cell, hasCellInk, useDrawing, useDrawingStore } from './drawing.ts';
import { padPointer } from './pad-pointer.ts';
import { CELLS, PAD_SIDE, paintStrokes, readInk } from './strokes.ts';

export function DrawingPad() {
  const drawing = useDrawingStore();
  const canvas = useDrawnPicture();
  const pointer = useMemo(() => padPointer(drawing), [drawing]);
  const blank = useDrawing(({ strokes }) => strokes.length === 0);
  const help = useId();
  return (
    <div className={styles.pad}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a picture would leave the arrows to a screen reader's own cursor. */}
      <canvas
        ref={canvas}
        role="application"
        aria-label="Drawing pad"
        aria-describedby={help}
        tabIndex={0}
        width={PAD_SIDE}
        height={PAD_SIDE}
        onKeyDown={(event) => {
          if (drawWithKey(event, drawing.getState())) event.preventDefault();
        }}
        {...pointer}
      />
      {blank && (
        <p aria-hidden="true" className={styles.invitation}>
          Draw a digit here
        </p>
      )}
      <p id={help} className={hidden.hidden}>
        Draw with mouse, finger or pen. With the keyboard: arrows move over a grid of 28 by 28,
        Space paints or erases.
      </p>
      <Cursor />
    </div>
  );
}

/** Paints the strokes when they change and hands the drawing to the network. */
function useDrawnPicture() {
  const playground = usePlaygroundStore();
  const drawing = useDrawingStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paint = () => {
      const context = canvas.current?.getContext('2d', { willReadFrequently: true });
      if (!context) return null;
      paintStrokes(context, drawing.getState().strokes);
      return context;
    };
    const show = () => {
      const context = paint();
      if (!context) return;
      const { center } = drawing.getState();
      playground.getState().showDrawing({ ink: readInk(context), side: PAD_SIDE, center });
    };
    // One of an earlier visit may be there before the pad.
    if (drawing.getState().strokes.length > 0) show();
    else paint();
    return drawing.subscribe(({ strokes, center }, before) => {
      // At once: the network's answer is to follow the pen.
      if (strokes !== before.strokes || center !== before.center) show();
    });
  }, [playground, drawing]);
  return canvas;
}

const STEPS: Record<string, readonly [columns: number, rows: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface PadKeys {
  moveCursor(columns: number, rows: number): void;
  toggleCell(): void;
}

/** Returns whether the key meant the pad. */
function drawWithKey(event: KeyboardEvent, pad: PadKeys): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  if (isComposing(event.nativeEvent)) return false;
  const step = STEPS[event.key];
  if (step) pad.moveCursor(...step);
  else if (event.key === ' ' || event.key === 'Enter') pad.toggleCell();
  else return false;
  return true;
}

/** The keyboard's place on the grid, seen while the pad has the focus, and told as it moves. */
function Cursor() {
  const cursor = useDrawing((drawing) => drawing.cursor);
  const ink = useDrawing((drawing) => hasCellInk(drawing.strokes, drawing.cursor));
  const style: CSSProperties = {
    left: `${(cursor.column / CELLS) * 100}%`,
    top: `${(cursor.row / CELLS) * 100}%`,
  };
  return (
    <>
      <span aria-hidden="true" className={styles.cursor} style={style} />
      <p aria-live="polite" className={hidden.hidden}>
        {placeText(cursor, ink)}
      </p>
    </>
  );
}

function placeText({ column, row }: Cell, ink: boolean): string {
  return `Row ${row + 1}, column ${column + 1}, ${ink ? 'ink' : 'blank'}`;
}
