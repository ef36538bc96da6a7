import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { SavedDrawing } from '../../store/state.ts';
import { CELLS, type Point, type Stroke } from './strokes.ts';

export interface Cell {
  column: number;
  row: number;
}

/** What is on the pad. Only the network's 28×28 view of it leaves this panel. */
export interface Drawing {
  strokes: readonly Stroke[];
  /** Width of the pen, in cells. */
  brush: number;
  /** Brings the drawing into MNIST's form before the network sees it. */
  center: boolean;
  /** The keyboard's place on the pad. */
  cursor: Cell;
  begin(point: Point): void;
  /** Lengthens the stroke that was begun; nothing once it is ended, undone or cleared. */
  extend(points: readonly Point[]): void;
  /** The stroke that was begun is done, and stays. */
  end(): void;
  /** The stroke that was begun was not meant, and goes. */
  drop(): void;
  toggleCell(): void;
  moveCursor(columns: number, rows: number): void;
  undo(): void;
  clear(): void;
  setBrush(brush: number): void;
  setCenter(center: boolean): void;
}

export const BRUSHES = { thin: 1.4, medium: 2.2, thick: 3.2 } as const;

export function createDrawing(): StoreApi<Drawing> {
  /** What the pointer draws just now. */
  let current: Stroke | null = null;
  return createStore<Drawing>((set, get) => ({
    strokes: [],
    brush: BRUSHES.medium,
    center: true,
    cursor: { column: 14, row: 14 },
    begin: (point) => {
      current = { kind: 'line', width: get().brush, points: [point] };
      set({ strokes: [...get().strokes, current] });
    },
    extend: (points) => {
      const { strokes } = get();
      const place = current ? strokes.lastIndexOf(current) : -1;
      if (current?.kind !== 'line' || place < 0) return;
      current = { ...current, points: [...current.points, ...points] };
      set({ strokes: strokes.with(place, current) });
    },
    end: () => {
      current = null;
    },
    drop: () => {
      const { strokes } = get();
      if (current && strokes.includes(current)) {
        set({ strokes: strokes.filter((stroke) => stroke !== current) });
      }
      current = null;
    },
    toggleCell: () => {
      const { strokes, cursor } = get();
      const ink = !hasCellInk(strokes, cursor);
      set({ strokes: [...strokes, { kind: 'cell', ...cursor, ink }] });
    },
    moveCursor: (columns, rows) => {
      const { column, row } = get().cursor;
      set({ cursor: { column: within(column + columns), row: within(row + rows) } });
    },
    undo: () => set({ strokes: get().strokes.slice(0, -1) }),
    clear: () => set({ strokes: [] }),
    setBrush: (brush) => set({ brush }),
    setCenter: (center) => set({ center }),
  }));
}

function within(position: number): number {
  return Math.min(CELLS - 1, Math.max(0, position));
}

/** Whether ink lies on a cell: the last mark that covers its middle decides. */
export function hasCellInk(strokes: readonly Stroke[], { column, row }: Cell): boolean {
  const middle = { x: column + 0.5, y: row + 0.5 };
  const covering = strokes.findLast((stroke) =>
    stroke.kind === 'cell'
      ? stroke.column === column && stroke.row === row
      : stroke.points.some((point, index) => {
          const before = stroke.points[index - 1] ?? point;
          return distance(middle, before, point) <= stroke.width / 2;
        }),
  );
  return covering !== undefined && (covering.kind === 'line' || covering.ink);
}

/** From a point to the stretch between two others. */
function distance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const along = square > 0 ? ((point.x - from.x) * dx + (point.y - from.y) * dy) / square : 0;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - dx * share, point.y - from.y - dy * share);
}

/** What is on the pad as it is saved; nothing of an empty one. */
export function savedDrawings({ strokes, brush, center }: Drawing): SavedDrawing[] {
  return strokes.length > 0 ? [{ strokes: [...strokes], brush, center }] : [];
}

const DrawingContext = createContext<StoreApi<Drawing> | null>(null);

export const DrawingProvider = DrawingContext.Provider;

export function useDrawingStore(): StoreApi<Drawing> {
  const store = useContext(DrawingContext);
  if (!store) throw new Error('No drawing above this component.');
  return store;
}

export function useDrawing<T>(selector: (drawing: Drawing) => T): T {
  return useStore(useDrawingStore(), selector);
}
