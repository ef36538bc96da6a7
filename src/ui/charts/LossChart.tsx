import { penaltiesIn } from '../../spec/checkpoint.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { lossText } from '../transport/status-figures.ts';
import { leftOf, shortNumber } from './axes.ts';
import styles from './charts.module.css';
import { lossDomain } from './curve.ts';
import { LossCurves, type Series } from './LossCurves.tsx';
import { Reading } from './Reading.tsx';
import { penaltyStroke, type Stroke, strokes } from './strokes.ts';
import { roundDomain, TICKS } from './ticks.ts';
import { useSameAxis } from './use-same-axis.ts';

export interface LossChartProps {
  points: PlaygroundState['history'];
  by: 'step' | 'epoch';
  /** The moment that the page shows in place of now. */
  at: { step: number; epoch: number } | null;
  logarithmic: boolean;
  width: number;
  height: number;
}

type Point = LossChartProps['points'][number];

const wording = { epoch: 'Epoch', step: 'Step' };

/** Axes and lines, loaded when the page stands. */
export default function LossChart({ points, by, at, logarithmic, width, height }: LossChartProps) {
  const losses = lossDomain(points, logarithmic);
  const yAxis = useSameAxis(logarithmic ? losses : roundDomain(losses, TICKS), logarithmic);
  const xAxis = useSameAxis(roundDomain([points[0]?.[by] ?? 0, points.at(-1)?.[by] ?? 1], TICKS));
  return (
    <>
      <LossCurves
        label="Loss while training and on the validation images"
        xAxis={xAxis}
        yAxis={yAxis}
        logarithmic={logarithmic}
        series={seriesOf(points, by, logarithmic)}
        width={width}
        height={height}
      />
      {at && <div className={styles.rule} style={{ left: leftOf(at[by], xAxis.domain, width) }} />}
      <Reading
        domain={xAxis.domain}
        places={points.map((point) => point[by])}
        linesAt={(index) => linesOf(points[index], by)}
        width={width}
      />
    </>
  );
}

/**
 * A line for each loss that the points know. What is a mean over the steps since the point before
 * stands in their middle: at their end, a short stretch would be a tooth in a falling curve.
 * A logarithmic axis has no place for a penalty of 0.
 */
function seriesOf(
  points: LossChartProps['points'],
  by: 'step' | 'epoch',
  logarithmic: boolean,
): Series[] {
  const middleOf = (place: number) =>
    ((points[place - 1]?.[by] ?? 0) + (points[place]?.[by] ?? 0)) / 2;
  const line = (
    stroke: Stroke,
    placeOf: (place: number) => number,
    lossOf: (point: Point) => number | null | undefined,
  ): Series => ({
    ...stroke,
    points: points.flatMap((point, place) => {
      const loss = lossOf(point) ?? Number.NaN;
      const isDrawn = Number.isFinite(loss) && !(logarithmic && loss <= 0);
      return isDrawn ? [[placeOf(place), loss] as const] : [];
    }),
    hasDots: stroke === strokes.validation && points.length < 12,
  });
  return [
    line(strokes.training, middleOf, ({ training }) => training),
    line(
      strokes.validation,
      (place) => points[place]?.[by] ?? 0,
      ({ validation }) => validation,
    ),
    ...penaltiesIn(points).map((kind) =>
      line(penaltyStroke(kind), middleOf, ({ penalties }) => penalties[kind]),
    ),
  ];
}

/** `Epoch 2.4`, and the losses there. */
function linesOf(point: Point | undefined, by: 'step' | 'epoch'): string[] {
  if (!point) return [];
  const losses: (readonly [name: string, loss: number | null | undefined])[] = [
    ['training', point.training],
    ['validation', point.validation],
    ...penaltiesIn([point]).map(
      (kind) => [penaltyStroke(kind).name, point.penalties[kind]] as const,
    ),
  ];
  const known = losses.flatMap(([name, loss]) => (loss == null ? [] : `${name} ${lossText(loss)}`));
  return [`${wording[by]} ${shortNumber(point[by])}`, ...known];
}
