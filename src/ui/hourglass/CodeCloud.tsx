import { useMemo } from 'react';
import type { Playground } from '../../store/state.ts';
import { type Cloud, drawCloud, readCloud } from '../canvas/cloud.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import styles from './hourglass.module.css';

interface CodeCloudProps {
  /** Index of the layer that gives the code. */
  layer: number;
  /** Of the place on the page, in CSS pixels. */
  width: number;
  height: number;
}

/** Canvas pixels a CSS pixel: lines are thin. */
const DENSITY = 2;

/** A variational code as what it is: a mean and a spread for each unit. */
export function CodeCloud({ layer, width, height }: CodeCloudProps) {
  const select = useMemo(() => memoCloud(layer), [layer]);
  const canvas = useCanvas(select, drawCloud, (cloud, _x, y) =>
    readCloud(cloud, y / (height * DENSITY)),
  );
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="Code"
      width={Math.round(width * DENSITY)}
      height={Math.round(height * DENSITY)}
      className={styles.activation}
      style={{ width, height }}
    />
  );
}

/** A selector that makes a new pair only when the code is new. */
function memoCloud(layer: number) {
  let cloud: Cloud | null = null;
  return ({ activations, spread: spreads }: Playground): Cloud | null => {
    const means = activations?.[layer];
    if (!means?.length) return null;
    if (cloud?.means !== means || cloud.spreads !== spreads) cloud = { means, spreads };
    return cloud;
  };
}
