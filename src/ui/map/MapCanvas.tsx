import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef, useState } from 'react';
import { type Place, placeOf } from '../../spec/code-plane.ts';
import { usePrint } from '../canvas/printing.ts';
import { drawScatter, type Viewport } from '../canvas/scatter.ts';
import { type Draw, useCanvas } from '../canvas/use-canvas.ts';
import { isComposing } from '../controls/composition.ts';
import { type Size, useSize } from '../use-size.ts';
import { drawGrid, type Grid } from './grid.ts';
import styles from './map.module.css';
import { drawMarks } from './marks.ts';
import { placeAmong } from './place-among.ts';
import type { MapAnswer } from './use-latent-map.ts';
import type { Scene } from './use-scene.ts';
import { fitExtent, nearestPoint, toPixels, toPlace } from './viewport.ts';

/** How near the pointer must come to a digit, and how far it may move in a click; CSS pixels. */
const REACH = 14;
const CLICK = 4;
/** One press of an arrow key, in CSS pixels. */
const KEY_STEP = 12;

interface MapCanvasProps {
  scene: Scene;
  onPoint(row: number | null): void;
  onPick(row: number): void;
  /** Null where the map has no codes of its own. */
  onDecode: ((place: Place) => void) | null;
  describedBy: string;
}

/** The points, and over them what the pointer or the keyboard is at. */
export function MapCanvas(props: MapCanvasProps) {
  const { scene, describedBy } = props;
  const { grid, pointed, ends, own } = scene;
  const { answer: map, extent } = scene.map;
  const [box, size] = useSize<HTMLDivElement>();
  const viewport = useMemo(() => size && fitExtent(extent, size), [extent, size]);
  const [cursor, setCursor] = useState<Place | null>(null);
  const pressed = useRef<{ at: Place; isDrag: boolean } | null>(null);
  const ratio = window.devicePixelRatio;

  const above = useCanvas(
    () => scene,
    (context, _, palette) => {
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      if (!viewport) return;
      const at = (row: number) => toPixels(viewport, pointOf(map, row));
      const ownPlace = own && placeOfCode(map, own);
      drawMarks(
        context,
        {
          own: ownPlace && toPixels(viewport, ownPlace),
          pointed: pointed === null ? null : at(pointed),
          ends: ends.map(at),
          cursor: cursor && toPixels(viewport, cursor),
        },
        palette,
        ratio,
      );
    },
  );

  function point(view: Viewport, pixel: Place): number | null {
    const row = nearestPoint(map.points, toPlace(view, pixel), REACH / view.scale);
    props.onPoint(row);
    return row;
  }

  function move(event: PointerEvent<HTMLElement>): void {
    if (!viewport || !event.isPrimary) return;
    const pixel = pixelOf(event);
    const press = pressed.current;
    if (press && Math.hypot(pixel.x - press.at.x, pixel.y - press.at.y) > CLICK) {
      press.isDrag = true;
    }
    setCursor(null);
    point(viewport, pixel);
    if (press?.isDrag) props.onDecode?.(toPlace(viewport, pixel));
  }

  function release(event: PointerEvent<HTMLElement>): void {
    if (!event.isPrimary) return;
    const press = pressed.current;
    pressed.current = null;
    if (!viewport || !press || press.isDrag) return;
    const row = point(viewport, pixelOf(event));
    if (row !== null) props.onPick(row);
  }

  function steer(event: KeyboardEvent<HTMLElement>): void {
    if (!viewport || !size || isComposing(event.nativeEvent)) return;
    const pixel = cursor ? toPixels(viewport, cursor) : { x: size.width / 2, y: size.height / 2 };
    if (event.key === 'Enter') {
      const row = point(viewport, pixel);
      if (row !== null) props.onPick(row);
      return;
    }
    const step = keySteps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = {
      x: Math.min(Math.max(pixel.x + step.x * KEY_STEP, 0), size.width),
      y: Math.min(Math.max(pixel.y + step.y * KEY_STEP, 0), size.height),
    };
    setCursor(toPlace(viewport, next));
    point(viewport, next);
    if (event.shiftKey) props.onDecode?.(toPlace(viewport, next));
  }

  const pixels = { width: (size?.width ?? 0) * ratio, height: (size?.height ?? 0) * ratio };
  return (
    <div
      ref={box}
      className={styles.map}
      role="application"
      aria-label="Map of 2,000 test digits"
      aria-describedby={describedBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move about the map.
      tabIndex={0}
      onKeyDown={steer}
      onPointerDown={(event) => {
        // A second finger neither drags nor picks.
        if (!event.isPrimary) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        pressed.current = { at: pixelOf(event), isDrag: false };
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        pressed.current = null;
      }}
      onPointerLeave={() => props.onPoint(null)}
    >
      <Points map={map} viewport={viewport} grid={grid} ratio={ratio} {...pixels} />
      <div aria-hidden="true">
        <canvas ref={above} {...pixels} />
      </div>
    </div>
  );
}

const keySteps: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

interface Drawn {
  map: MapAnswer;
  viewport: Viewport | null;
  grid: Grid | null;
  ratio: number;
}

/** All that the pointer does not change. */
const Points = memo(function Points({ width, height, ...scene }: Drawn & Size) {
  const canvas = useCanvas(() => scene, drawScene);
  usePrint(canvas, (context, ratio, palette) => drawScene(context, { ...scene, ratio }, palette));
  return <canvas ref={canvas} role="img" aria-label="Latent map" width={width} height={height} />;
});

const drawScene: Draw<Drawn> = (context, { map, viewport, grid, ratio }, palette) => {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  if (!viewport) return;
  if (grid) drawGrid(context, grid, viewport, palette, ratio);
  drawScatter(context, map, viewport, ratio);
};

function placeOfCode({ plane, codes, size, points }: MapAnswer, code: Float32Array): Place | null {
  if (code.length !== size) return null;
  return plane ? placeOf(plane, code) : placeAmong(codes, points, code);
}

function pointOf({ points }: MapAnswer, row: number): Place {
  return { x: points[2 * row] as number, y: points[2 * row + 1] as number };
}

function pixelOf(event: PointerEvent<HTMLElement>): Place {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}
