import { layers as kinds } from '../../spec/layers.ts';
import type { LayerSummary } from '../../spec/network.ts';
import { formatShape } from '../../spec/shape.ts';
import type { Questions } from '../../store/state.ts';
import { useSummary } from '../playground.ts';
import { deadUnits } from './dead-units.ts';
import type { Sample } from './histories.ts';
import { Strip } from './Strip.tsx';
import styles from './weights.module.css';

interface LayerListProps {
  samples: readonly Sample[];
  activity: Questions['activity']['answer']['layers'] | null;
  chosen: number;
  onChoose(index: number): void;
}

/** All layers, each with its weights and gradients over time: what vanishes on the way is seen. */
export function LayerList({ samples, activity, chosen, onChoose }: LayerListProps) {
  const { layers: rows } = useSummary();
  const code = rows.findLastIndex(({ part }) => part === 'encoder');
  return (
    <div className={styles.list}>
      <p aria-hidden="true" className={styles.listHead}>
        <span>Layer</span>
        <span>Weights</span>
        <span>Gradients</span>
      </p>
      <ol>
        {rows.map((row, index) => {
          const most = activity?.[index]?.most;
          const dead = most ? deadUnits(row.layer, most).length : 0;
          return (
            <li
              key={`${row.part} ${row.index}`}
              className={styles.layer}
              data-chosen={index === chosen}
              data-code={index === code}
            >
              <button
                type="button"
                className={styles.choose}
                aria-pressed={index === chosen}
                aria-label={nameOf(row, index, dead)}
                onClick={() => onChoose(index)}
              />
              <span className={styles.name}>
                <span>{`${index + 1} ${kinds[row.layer.kind].label}`}</span>
                <span className={styles.shape} translate="no">
                  {formatShape(row.output)}
                </span>
              </span>
              <Strip kind="weights" index={index} samples={samples} />
              <Strip kind="gradients" index={index} samples={samples} />
              {dead > 0 && <span className={styles.dead}>{`${dead} dead`}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function nameOf(row: LayerSummary, index: number, dead: number): string {
  const name = `Layer ${index + 1}, ${kinds[row.layer.kind].label}, ${row.output.join(' by ')}`;
  return dead > 0 ? `${name}, ${dead} dead` : name;
}
