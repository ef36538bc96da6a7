import { useMemo } from 'react';
import { usePrint } from '../canvas/printing.ts';
import { drawScatter } from '../canvas/scatter.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { extentOf, fitExtent, nearestPoint, toPlace } from '../map/viewport.ts';
import { useSize } from '../use-size.ts';
import styles from './pca.module.css';

/** How near the pointer must come to a digit, in CSS pixels. */
const REACH = 10;

interface CodeMapProps {
  title: string;
  /** n × 2 values. */
  points: Float32Array;
  labels: Uint8Array;
}

/** Test digits where two numbers put them. */
export function CodeMap({ title, points, labels }: CodeMapProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const ratio = window.devicePixelRatio;
  const viewport = useMemo(() => size && fitExtent(extentOf(points), size), [points, size]);
  const canvas = useCanvas(
    () => viewport,
    (context, view) => {
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      drawScatter(context, { points, labels }, view, ratio);
    },
    (view, x, y) => {
      const place = toPlace(view, { x: x / ratio, y: y / ratio });
      const row = nearestPoint(points, place, REACH / view.scale);
      return row === null ? null : `test digit ${row + 1}, a ${labels[row]}`;
    },
  );
  usePrint(canvas, (context, printRatio) => {
    if (viewport) drawScatter(context, { points, labels }, viewport, printRatio);
  });
  const { width, height } = size ?? { width: 0, height: 0 };
  return (
    <figure className={styles.map}>
      <figcaption>{title}</figcaption>
      <div ref={box}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${title}: a map of ${labels.length.toLocaleString('en')} test digits`}
          width={width * ratio}
          height={height * ratio}
        />
      </div>
    </figure>
  );
}
