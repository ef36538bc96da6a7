import { useMemo, useState } from 'react';
import { layers as kinds } from '../../spec/layers.ts';
import { formatShape, isPicture } from '../../spec/shape.ts';
import type { Questions } from '../../store/state.ts';
import { Weights } from '../inspector/Weights.tsx';
import { usePlayground, useSummary } from '../playground.ts';
import { deadSentence, deadUnits, HELP_DEAD, WHY_DEAD } from './dead-units.ts';
import type { Sample } from './histories.ts';
import { Spread } from './Spread.tsx';
import { Unit } from './Unit.tsx';
import { UnitGrid } from './UnitGrid.tsx';
import styles from './weights.module.css';

interface LayerDetailProps {
  index: number;
  samples: readonly Sample[];
  activity: NonNullable<Questions['activity']['answer']['layers'][number]> | null;
}

/** One layer: its units for the picture, what one of them responds to, its weights and gradients. */
export function LayerDetail({ index, samples, activity }: LayerDetailProps) {
  const row = useSummary().layers[index];
  const isLeftOut = usePlayground(
    ({ activations }) => activations !== null && activations[index]?.length === 0,
  );
  const [chosen, setChosen] = useState(0);
  const dead = useMemo(
    () => (row && activity ? deadUnits(row.layer, activity.most) : []),
    [row, activity],
  );
  if (!row) return null;
  const what = isPicture(row.output) ? 'map' : 'unit';
  const units = row.output.at(-1) ?? 0;
  // Another network may have fewer.
  const unit = chosen < units ? chosen : 0;
  return (
    <div className={styles.detail}>
      <h3 className={styles.title}>
        {`Layer ${index + 1}: ${kinds[row.layer.kind].label}, ${formatShape(row.output)}${what === 'unit' ? ' units' : ''}`}
      </h3>
      {isLeftOut ? (
        <p className={styles.note}>
          This layer waits for its stage: the layers outside of it train first.
        </p>
      ) : (
        <>
          {dead.length > 0 && (
            <p className={styles.deadNote}>
              <strong>{deadSentence(dead, units, what)}</strong>{' '}
              <span>{`${WHY_DEAD} ${HELP_DEAD}`}</span>
            </p>
          )}
          <UnitGrid
            index={index}
            shape={row.output}
            what={what}
            dead={dead}
            chosen={unit}
            onChoose={setChosen}
          />
          <Unit
            index={index}
            unit={unit}
            what={what}
            isDead={dead.includes(unit)}
            best={activity?.best ?? null}
          />
          <div className={styles.spreads}>
            <Spread kind="weights" index={index} samples={samples} />
            <Spread kind="gradients" index={index} samples={samples} />
          </div>
        </>
      )}
      <Weights index={index} />
    </div>
  );
}
