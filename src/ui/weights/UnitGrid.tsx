import { useMemo, useState } from 'react';
import type { Shape } from '../../spec/shape.ts';
import type { Playground } from '../../store/state.ts';
import { flowColour } from '../canvas/palette.ts';
import {
  cellsSize,
  crossOut,
  drawUnits,
  readUnits,
  UNITS_A_PAGE,
  unitCells,
} from '../canvas/units.ts';
import { type Draw, useCanvas } from '../canvas/use-canvas.ts';
import { Button } from '../controls/Button.tsx';
import { RovingGrid } from '../controls/RovingGrid.tsx';
import { stationsOf } from '../hourglass/stations.ts';
import { useSummary } from '../playground.ts';
import styles from './weights.module.css';

interface UnitGridProps {
  index: number;
  shape: Shape;
  what: 'unit' | 'map';
  dead: readonly number[];
  chosen: number;
  onChoose(unit: number): void;
}

/** What the layer's units make of the picture in the hourglass; each can be chosen. */
export function UnitGrid({ index, shape, what, dead, chosen, onChoose }: UnitGridProps) {
  const summary = useSummary();
  const [first, setFirst] = useState(0);
  const cells = useMemo(() => unitCells(shape, first), [shape, first]);
  const position = useMemo(
    () => stationsOf(summary).find(({ layer }) => layer === index)?.position ?? 0.5,
    [summary, index],
  );
  const select = ({ activations }: Playground) => activations?.[index] ?? null;
  const draw: Draw<Float32Array> = (context, values, palette) => {
    if (values.length !== cells.units * cells.height * cells.width) return;
    drawUnits(context, values, cells, flowColour(palette, position), palette);
    for (const unit of dead) {
      const cell = unit - first;
      if (cell >= 0 && cell < cells.count) crossOut(context, cells, cell, palette);
    }
  };
  const canvas = useCanvas(select, draw, (values, x, y) => readUnits(values, cells, x, y));
  const name = what === 'map' ? 'Map' : 'Unit';
  return (
    <div>
      <div className={styles.head}>
        <h3>Activations for your picture</h3>
        {cells.units > UNITS_A_PAGE && (
          <Button
            look="plain"
            onClick={() => setFirst(first + UNITS_A_PAGE < cells.units ? first + UNITS_A_PAGE : 0)}
          >
            {`${first + 1}–${first + cells.count} of ${cells.units}: next`}
          </Button>
        )}
      </div>
      <div
        className={styles.units}
        style={{ width: `min(100%, ${cells.columns * (what === 'map' ? 3.5 : 1.75)}rem)` }}
      >
        <RovingGrid
          label={`${name}s of layer ${index + 1}`}
          count={cells.count}
          columns={cells.columns}
          selected={chosen - first}
          nameOf={(cell) => {
            const isDead = dead.includes(first + cell);
            return `${name} ${first + cell + 1}${isDead ? ', dead' : ''}`;
          }}
          onChoose={(cell) => onChoose(first + cell)}
        >
          <canvas ref={canvas} {...cellsSize(cells)} />
        </RovingGrid>
      </div>
    </div>
  );
}
