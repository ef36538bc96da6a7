import { isPicture } from '../../spec/shape.ts';
import { useActions, usePlayground } from '../playground.ts';
import styles from './hourglass.module.css';
import type { Place } from './layout.ts';
import type { Mark } from './marks.ts';
import { StationPicture } from './StationPicture.tsx';
import type { Station } from './stations.ts';

/** A station shorter than this has no room for the name of its kind: maps have the longer names. */
const NARROW = { list: 32, maps: 58 };
/** A picture shorter than this has no room for a long name in full size. */
const SMALL = 100;

interface StationItemProps {
  station: Station;
  place: Place;
  /** What acts here. */
  marks: readonly Mark[];
  /** Its part in the running stage of training layer by layer. */
  part: 'runs' | 'learns' | 'leftOut';
  across: number;
  vertical: boolean;
}

/** One picture of the hourglass, with its name and what acts there. */
export function StationItem({ station, place, marks, part, across, vertical }: StationItemProps) {
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
  const marksStyle = vertical ? { left: 0 } : { top: middle - place.across / 2 };
  return (
    <li
      className={styles.station}
      data-narrow={place.length < NARROW[isPicture(station.shape) ? 'maps' : 'list']}
      data-small={place.length < SMALL}
      data-role={station.role}
      data-selected={selected}
      data-part={part}
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
      {marks.length > 0 && (
        <p className={styles.marks} style={marksStyle}>
          {marks.map(({ text, meaning }) => (
            <abbr key={text} title={meaning}>
              {text}
            </abbr>
          ))}
        </p>
      )}
      <p className={styles.caption}>
        <span>{station.title}</span>
        <span className={styles.shape} dir="auto">
          {breakable(station.caption)}
        </span>
      </p>
    </li>
  );
}

/** May break before the number of maps, where the whole shape is too long for a line. */
function breakable(shape: string): string {
  return shape.replace(/×(?=\d+$)/, '\u200b×');
}
