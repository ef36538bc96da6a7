import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import type { NetworkSummary } from '../../spec/network.ts';
import type { TrainingStep } from '../../spec/training-step.ts';
import {
  type ActivationGrid,
  activationGrid,
  drawActivation,
  readActivation,
} from '../canvas/activation.ts';
import { drawGrey, readGrey } from '../canvas/grey.ts';
import { flowColour } from '../canvas/palette.ts';
import { type Draw, useCanvas } from '../canvas/use-canvas.ts';
import { type Station, stationsOf } from '../hourglass/stations.ts';
import type { Frame } from './frames.ts';
import styles from './slow.module.css';

const HEIGHT = 96;

interface StripProps {
  step: TrainingStep;
  /** The network that took it. */
  summary: NetworkSummary;
  /** The moment to light, and all of them: what came before has happened. */
  frames: readonly Frame[];
  moment: number;
}

/** The hourglass at one moment of the step: what has been computed by then is there, the rest is blank. */
export function Strip({ step, summary, frames, moment }: StripProps) {
  const frame = frames[moment];
  const stations = useMemo(
    () => stationsOf(summary).filter(({ role }) => role !== 'original' && role !== 'difference'),
    [summary],
  );
  const past = frames.slice(0, moment + 1);
  const isLit = (at: Frame['at']) => frame?.at === at || frame?.at === 'all';
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: brings what is lit at this moment into sight.
  useEffect(() => {
    const lit = list.current?.querySelector<HTMLElement>('[data-lit="true"]');
    if (!list.current || !lit) return;
    list.current.scrollLeft = lit.offsetLeft - (list.current.clientWidth - lit.clientWidth) / 2;
  }, [moment]);
  return (
    <ol ref={list} className={styles.strip}>
      <li className={styles.station} data-lit={isLit('input')}>
        <Picture name="Input" values={step.input} />
        <span>Input</span>
      </li>
      {stations.map((station) => {
        const layer = station.layer ?? 0;
        const found = step.layers[layer];
        const came = past.filter(({ at }) => at === layer);
        const isBackward = came.some((one) => one.isBackward);
        const values = isBackward ? found?.gradient : came.length > 0 ? found?.output : null;
        return (
          <li key={layer} className={styles.station} data-lit={isLit(layer)}>
            <Numbers station={station} values={values ?? null} isGradient={isBackward} />
            <span>{station.title}</span>
          </li>
        );
      })}
      <li className={styles.station} data-lit={isLit('target')}>
        <Picture name="Target" values={step.target} />
        <span>Target</span>
      </li>
    </ol>
  );
}

function Picture({ name, values }: { name: string; values: Float32Array }) {
  const canvas = useCanvas(() => values, drawGrey, readGrey);
  const style: CSSProperties = { width: 84, height: 84 };
  return <canvas ref={canvas} role="img" aria-label={name} width={28} height={28} style={style} />;
}

interface NumbersProps {
  station: Station;
  values: Float32Array | null;
  isGradient: boolean;
}

/** A layer's output in its colour, or its gradient: below zero in the input's colour, above in the output's. */
function Numbers({ station, values, isGradient }: NumbersProps) {
  const isPicture = station.role === 'reconstruction';
  const width = isPicture ? 84 : station.shape.length === 3 ? 72 : 36;
  const grid = useMemo(() => activationGrid(station.shape, width, HEIGHT), [station.shape, width]);
  const draw: Draw<Float32Array> = (context, shown, palette) => {
    if (isPicture && !isGradient) {
      drawGrey(context, shown);
      return;
    }
    const flow = { colour: flowColour(palette, station.position), negative: palette.ink };
    const slope = { colour: palette.output, negative: palette.input };
    drawActivation(context, shown, grid, isGradient ? slope : flow);
  };
  const canvas = useCanvas(
    () => values,
    draw,
    (shown, x, y) =>
      isPicture && !isGradient ? readGrey(shown, x, y) : readActivation(shown, grid, x, y),
  );
  const what = isGradient ? 'gradient' : 'output';
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={`${station.name}, ${values ? what : 'not computed yet'}`}
      width={grid.width}
      height={grid.height}
      className={styles.numbers}
      style={sizeOf(grid, width)}
    />
  );
}

/** Pixels of maps stay square; cells of a list fill their place. */
function sizeOf(grid: ActivationGrid, width: number): CSSProperties {
  if (grid.gap === 0) return { width, height: HEIGHT };
  const scale = Math.min(width / grid.width, HEIGHT / grid.height);
  return { width: grid.width * scale, height: grid.height * scale };
}
