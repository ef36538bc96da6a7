import { useMemo } from 'react';
import { sizeOf } from '../../spec/shape.ts';
import type { Playground, DigitRows as Rows } from '../../store/state.ts';
import { activationGrid } from '../canvas/activation.ts';
import {
  drawCodes,
  drawPictures,
  ROW_WIDTH,
  readCodes,
  readPictures,
} from '../canvas/digit-row.ts';
import { type Draw, useCanvas } from '../canvas/use-canvas.ts';
import type { Read } from '../canvas/values.ts';
import { Panel } from '../controls/Panel.tsx';
import { usePlayground, useSummary } from '../playground.ts';
import styles from './digits.module.css';

/** One test digit of each kind: original, code and reconstruction, as tutorials plot them. */
export function DigitRows() {
  const { code } = useSummary();
  const grid = useMemo(() => activationGrid(code ?? [1], 28, 28), [code]);
  const size = sizeOf(code ?? [1]);
  const isOfNow = (rows: Rows) => rows.codes.length === size * rows.indices.length;
  const codes: RowLook = {
    draw: (context, rows, palette) => {
      if (!isOfNow(rows)) return;
      drawCodes(context, rows.codes, grid, { colour: palette.code, negative: palette.ink });
    },
    read: (rows, x, y) => (isOfNow(rows) ? readCodes(rows.codes, grid, x, y) : null),
  };
  const isCorrupted = usePlayground(({ spec }) => spec.training.corruption.kind !== 'none');
  return (
    <Panel title="Ten test digits" name="Test digits in rows" aside={<Overlap />}>
      <div className={styles.rows}>
        <Row
          label={isCorrupted ? 'Original' : 'Input'}
          name="Ten test digits, top row"
          meaning="input"
          look={originals}
        />
        {isCorrupted && (
          <Row label="Input" name="Ten test digits, input row" meaning="input" look={inputs} />
        )}
        <Row label="Code" name="Ten test digits, middle row" meaning="code" look={codes} />
        <Row label="Output" name="Ten test digits, bottom row" meaning="output" look={outputs} />
      </div>
    </Panel>
  );
}

/** How a row is drawn, and what it says under the pointer. */
interface RowLook {
  draw: Draw<Rows>;
  read: Read<Rows>;
}

const originals = pictures(({ originals }) => originals);
const inputs = pictures(({ inputs }) => inputs);
const outputs = pictures(({ reconstructions }) => reconstructions);

function pictures(valuesOf: (rows: Rows) => Float32Array): RowLook {
  return {
    draw: (context, rows) => drawPictures(context, valuesOf(rows)),
    read: (rows, x, y) => readPictures(valuesOf(rows), x, y),
  };
}

function selectDigits(playground: Playground): Rows | null {
  return playground.digits;
}

/** How well the outputs, cut at one half, cover the digits' masks; of tasks with masks. */
function Overlap() {
  const overlap = usePlayground(({ digits }) => digits?.overlap?.toFixed(3));
  if (overlap === undefined) return null;
  return <p className={styles.overlap}>Intersection over union {overlap}</p>;
}

interface RowProps {
  label: string;
  name: string;
  meaning: 'input' | 'code' | 'output';
  look: RowLook;
}

function Row({ label, name, meaning, look }: RowProps) {
  const canvas = useCanvas(selectDigits, look.draw, look.read);
  return (
    <div className={styles.row}>
      <span className={styles[meaning]}>{label}</span>
      <canvas ref={canvas} role="img" aria-label={name} width={ROW_WIDTH} height={28} />
    </div>
  );
}
