import { type CSSProperties, useId, useMemo } from 'react';
import { Panel } from '../controls/Panel.tsx';
import { useActions, usePlayground, useSummary } from '../playground.ts';
import { useSize } from '../use-size.ts';
import styles from './hourglass.module.css';
import { layOut, type Place } from './layout.ts';
import { StationPicture } from './StationPicture.tsx';
import { silhouettePath } from './silhouette.ts';
import { type Station, stationsOf } from './stations.ts';

/** Narrower than this the data flows downwards. */
const VERTICAL_BELOW = 600;
/** A station shorter than this has no room for the name of its kind. */
const NARROW = 32;
const CAPTION_HEIGHT = 44;
const CAPTION_WIDTH = 96;

/** The picture's way through the network, from the original over the code to the reconstruction. */
export function Hourglass() {
  const summary = useSummary();
  const stations = useMemo(() => stationsOf(summary), [summary]);
  const [stage, size] = useSize<HTMLDivElement>();

  const vertical = size !== null && size.width < VERTICAL_BELOW;
  const across = vertical
    ? (size?.width ?? 0) - CAPTION_WIDTH
    : (size?.height ?? 0) - CAPTION_HEIGHT;
  const layout = useMemo(() => {
    if (!size) return null;
    return layOut(stations, vertical ? verticalLength(stations) : size.width, across);
  }, [stations, size, vertical, across]);

  const stageStyle: CSSProperties = vertical && layout ? { height: layout.along } : {};
  return (
    <Panel title="From picture to code and back" className={styles.panel} aside={<Legend />}>
      <div ref={stage} className={styles.stage} data-vertical={vertical} style={stageStyle}>
        {layout && (
          <>
            <Silhouette places={layout.places.slice(0, -1)} across={across} vertical={vertical} />
            <ol className={styles.stations}>
              {stations.map((station, index) => {
                const place = layout.places[index];
                return place ? (
                  <StationItem
                    key={`${station.role} ${station.layer ?? ''}`}
                    station={station}
                    place={place}
                    across={across}
                    vertical={vertical}
                  />
                ) : null;
              })}
            </ol>
          </>
        )}
      </div>
    </Panel>
  );
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

interface StationItemProps {
  station: Station;
  place: Place;
  across: number;
  vertical: boolean;
}

function StationItem({ station, place, across, vertical }: StationItemProps) {
  const actions = useActions();
  const selected = usePlayground(
    (playground) => station.layer !== null && playground.selectedLayer === station.layer,
  );
  const [width, height] = vertical ? [place.height, place.length] : [place.length, place.height];
  const middle = across / 2;
  const style = vertical
    ? { top: place.start, height: place.length, left: 0, right: 0 }
    : { left: place.start, width: place.length, top: 0, bottom: 0 };
  const pictureStyle = vertical
    ? { top: 0, left: middle - width / 2, width, height }
    : { left: 0, top: middle - height / 2, width, height };
  return (
    <li
      className={styles.station}
      data-narrow={place.length < NARROW}
      data-role={station.role}
      data-selected={selected}
      style={style}
    >
      <div className={styles.picture} style={pictureStyle}>
        <StationPicture station={station} width={width} height={height} />
      </div>
      {station.layer !== null && (
        <button
          type="button"
          className={styles.choose}
          aria-label={station.name}
          aria-pressed={selected}
          title={station.name}
          onClick={() => actions.selectLayer(selected ? null : station.layer)}
        />
      )}
      <p className={styles.caption}>
        <span>{station.title}</span>
        <span className={styles.shape}>{station.caption}</span>
      </p>
    </li>
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
