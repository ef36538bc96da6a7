import { type CSSProperties, useMemo } from 'react';
import type { Playground } from '../../store/state.ts';
import {
  type ActivationGrid,
  activationGrid,
  drawActivation,
  readActivation,
} from '../canvas/activation.ts';
import { drawDifference, readDifference } from '../canvas/diverging.ts';
import { drawGrey, type Greys, readGrey } from '../canvas/grey.ts';
import { flowColour } from '../canvas/palette.ts';
import { type Draw, useCanvas } from '../canvas/use-canvas.ts';
import { CodeCloud } from './CodeCloud.tsx';
import styles from './hourglass.module.css';
import type { Station } from './stations.ts';

interface StationPictureProps {
  station: Station;
  /** Of the place on the page, in CSS pixels. */
  width: number;
  height: number;
}

export function StationPicture({ station, width, height }: StationPictureProps) {
  if (station.role === 'original') return <Grey name="Original" select={selectPicture} />;
  if (station.role === 'input') return <Grey name="Input" select={selectInput} />;
  if (station.role === 'difference') return <Difference />;
  const { layer } = station;
  const select = (playground: Playground) => playground.activations?.[layer ?? 0] ?? null;
  if (station.role === 'reconstruction') return <Grey name="Reconstruction" select={select} />;
  if (station.isCloud) return <CodeCloud layer={layer ?? 0} width={width} height={height} />;
  return <Activation station={station} select={select} width={width} height={height} />;
}

function selectPicture(playground: Playground): Float32Array {
  return playground.picture;
}

function selectInput(playground: Playground): Float32Array | null {
  return playground.input;
}

interface GreyProps {
  name: string;
  select(playground: Playground): Float32Array | null;
}

function Grey({ name, select }: GreyProps) {
  const canvas = useCanvas<Greys>(select, drawGrey, readGrey);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={name}
      width={28}
      height={28}
      className={styles.grey}
    />
  );
}

function Difference() {
  const select = useMemo(memoDifference, []);
  const canvas = useCanvas(select, drawDifference, readDifference);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="Difference"
      width={28}
      height={28}
      className={styles.difference}
    />
  );
}

/** A selector that makes a new pair only when the target or the reconstruction is new. */
function memoDifference() {
  let pair: { target: Float32Array; output: Float32Array } | null = null;
  return ({ target, activations }: Playground) => {
    const output = activations?.at(-1) ?? null;
    if (output === null || target === null) return null;
    if (pair?.target !== target || pair.output !== output) pair = { target, output };
    return pair;
  };
}

interface ActivationProps extends StationPictureProps {
  select(playground: Playground): Float32Array | null;
}

function Activation({ station, select, width, height }: ActivationProps) {
  const grid = useMemo(
    () => activationGrid(station.shape, width, height),
    [station.shape, width, height],
  );
  const draw: Draw<Float32Array> = (context, values, palette) => {
    if (values.length !== station.numbers) return;
    const colour = flowColour(palette, station.position);
    drawActivation(context, values, grid, { colour, negative: palette.ink });
  };
  const canvas = useCanvas(select, draw, (values, x, y) =>
    values.length === station.numbers ? readActivation(values, grid, x, y) : null,
  );
  const isCode = station.role === 'code';
  return (
    <>
      <canvas
        ref={canvas}
        {...(isCode ? { role: 'img', 'aria-label': 'Code' } : {})}
        width={grid.width}
        height={grid.height}
        className={styles.activation}
        style={mapsStyle(grid, width, height)}
      />
      {grid.gap === 0 && height / grid.rows >= 6 && <CellLines grid={grid} />}
    </>
  );
}

/** Feature maps keep their pixels square; cells of a list fill their place. */
function mapsStyle(grid: ActivationGrid, width: number, height: number): CSSProperties {
  if (grid.gap === 0) return { width: '100%', height: '100%' };
  const scale = Math.min(width / grid.width, height / grid.height);
  return { width: grid.width * scale, height: grid.height * scale };
}

/** Hairlines that tell the cells apart, over the canvas, so that they cost nothing to redraw. */
function CellLines({ grid }: { grid: ActivationGrid }) {
  const style: CSSProperties = {
    backgroundSize: `${100 / grid.columns}% ${100 / grid.rows}%`,
  };
  return <span aria-hidden="true" className={styles.lines} style={style} />;
}
