import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Playground } from '../../store/state.ts';
import { usePlaygroundStore } from '../playground.ts';
import { themeStore } from '../theme.ts';
import { drawSoon, forgetDrawing } from './frame.ts';
import { currentPalette, type Palette } from './palette.ts';
import { type Read, setReader } from './values.ts';

export type Draw<T> = (context: CanvasRenderingContext2D, data: T, palette: Palette) => void;

/**
 * A canvas that redraws in a coming frame whenever the selected value or the theme changes, without
 * rendering. While nothing is selected (null) it is blank. With `read` it tells the value under the
 * pointer.
 */
export function useCanvas<T>(
  select: (playground: Playground) => T | null,
  draw: Draw<T>,
  read?: Read<T>,
): RefObject<HTMLCanvasElement | null> {
  const store = usePlaygroundStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef({ select, draw, read });
  const redraw = useRef(() => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    const data = latest.current.select(store.getState());
    if (data === null) context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    else latest.current.draw(context, data, currentPalette());
  });

  // After every render: the canvas may have a new size, which blanks it, or other data to show.
  useLayoutEffect(() => {
    latest.current = { select, draw, read };
    drawSoon(redraw.current);
  });

  const isRead = read !== undefined;
  useEffect(() => {
    if (!canvas.current || !isRead) return;
    setReader(canvas.current, (x, y) => {
      const data = latest.current.select(store.getState());
      return data === null ? null : (latest.current.read?.(data, x, y) ?? null);
    });
  }, [store, isRead]);

  useEffect(() => {
    const job = redraw.current;
    let shown = latest.current.select(store.getState());
    const unsubscribeStore = store.subscribe((playground) => {
      const data = latest.current.select(playground);
      if (Object.is(data, shown)) return;
      shown = data;
      drawSoon(job);
    });
    const unsubscribeTheme = themeStore.subscribe(() => drawSoon(job));
    return () => {
      unsubscribeStore();
      unsubscribeTheme();
      forgetDrawing(job);
    };
  }, [store]);

  return canvas;
}
