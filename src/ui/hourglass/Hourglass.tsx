import { type CSSProperties, useId, useMemo } from 'react';
import { type Stage, stagesOf } from '../../spec/stages.ts';
import { Panel } from '../controls/Panel.tsx';
import { usePlayground, useSummary } from '../playground.ts';
import { useSize } from '../use-size.ts';
import { CodeFigures } from './CodeFigures.tsx';
import styles from './hourglass.module.css';
import { layOut, type Place } from './layout.ts';
import { marksOf } from './marks.ts';
import { StationItem } from './StationItem.tsx';
import { silhouettePath } from './silhouette.ts';
import { type Station, stationsOf } from './stations.ts';

/** Narrower than this the data flows downwards. */
const VERTICAL_BELOW = 600;
const CAPTION_HEIGHT = 44;
const CAPTION_WIDTH = 96;

/** The picture's way through the network, from the original over the code to the reconstruction. */
export function Hourglass() {
  const summary = useSummary();
  const corruption = usePlayground(({ spec }) => spec.training.corruption);
  const stations = useMemo(() => stationsOf(summary, corruption), [summary, corruption]);
  const { stage, marks } = useActing();
  const [box, size] = useSize<HTMLDivElement>();

  const vertical = size !== null && size.width < VERTICAL_BELOW;
  const across = vertical
    ? Math.max(0, (size?.width ?? 0) - CAPTION_WIDTH)
    : Math.max(0, (size?.height ?? 0) - CAPTION_HEIGHT);
  const layout = useMemo(() => {
    if (!size) return null;
    return layOut(stations, vertical ? verticalLength(stations) : size.width, across);
  }, [stations, size, vertical, across]);

  const stageStyle: CSSProperties = vertical && layout ? { height: layout.along } : {};
  return (
    <Panel title="From picture to code and back" className={styles.panel} aside={<Legend />}>
      <div ref={box} className={styles.stage} data-vertical={vertical} style={stageStyle}>
        {layout && (
          <>
            <Silhouette
              places={layout.places.filter((_, index) => !stations[index]?.beside)}
              across={across}
              vertical={vertical}
            />
            <ol className={styles.stations}>
              {stations.map((station, index) => {
                const place = layout.places[index];
                const { layer } = station;
                return place ? (
                  <StationItem
                    key={`${station.role} ${station.layer ?? ''}`}
                    station={station}
                    place={place}
                    marks={(layer !== null && marks[layer]) || []}
                    part={partOf(layer, stage)}
                    across={across}
                    vertical={vertical}
                  />
                ) : null;
              })}
            </ol>
          </>
        )}
      </div>
      <CodeFigures />
    </Panel>
  );
}

/** What acts on the layers, and which of them run and learn; null while all do. */
function useActing() {
  const summary = useSummary();
  const network = usePlayground(({ spec }) => spec.network);
  const training = usePlayground(({ spec }) => spec.training);
  const number = usePlayground(({ model }) => model?.stage ?? null);
  return useMemo(() => {
    const stage = number === null ? null : (stagesOf(summary.layers)[number] ?? null);
    return { stage, marks: marksOf(summary, network, training, stage) };
  }, [summary, network, training, number]);
}

function partOf(layer: number | null, stage: Stage | null) {
  if (layer === null || stage === null) return 'runs';
  if (stage.learning.includes(layer)) return 'learns';
  return stage.running.includes(layer) ? 'runs' : 'leftOut';
}

function verticalLength(stations: readonly Station[]): number {
  return stations.reduce((sum, { role, shape }) => {
    if (role === 'layer' || role === 'code') return sum + (shape.length === 3 ? 84 : 40);
    return sum + 128;
  }, 0);
}

interface SilhouetteProps {
  places: readonly Place[];
  across: number;
  vertical: boolean;
}

function Silhouette({ places, across, vertical }: SilhouetteProps) {
  const id = useId();
  const end = places.at(-1);
  const along = end ? end.start + end.length : 0;
  const [width, height] = vertical ? [across, along] : [along, across];
  const direction = vertical ? { x1: 0, y1: 0, x2: 0, y2: 1 } : { x1: 0, y1: 0, x2: 1, y2: 0 };
  return (
    <svg aria-hidden="true" className={styles.silhouette} width={width} height={height}>
      <defs>
        <linearGradient id={id} {...direction}>
          <stop offset="0.08" className={styles.stopInput} />
          <stop offset="0.5" className={styles.stopCode} />
          <stop offset="0.92" className={styles.stopOutput} />
        </linearGradient>
      </defs>
      <path
        d={silhouettePath(places, across, vertical)}
        fill={`url(#${id})`}
        stroke={`url(#${id})`}
      />
    </svg>
  );
}

/** What the colours of the difference mean. */
function Legend() {
  return (
    <p className={styles.legend}>
      Difference: <b className={styles.missing}>ink it lost</b>,{' '}
      <b className={styles.excess}>ink it made up</b>
    </p>
  );
}
