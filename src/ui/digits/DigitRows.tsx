import { useMemo } from 'react';
import { sizeOf } from '../../spec/shape.ts';
import type { Playground, DigitRows as Rows } from '../../store/state.ts';
import { activationGrid } from '../canvas/activation.ts';
import { drawCodes, drawPictures, ROW_WIDTH } from '../canvas/digit-row.ts';
import { type Draw, useCanvas } from '../canvas/use-canvas.ts';
import { Panel } from '../controls/Panel.tsx';
import { usePlayground, useSummary } from '../playground.ts';
import styles from './digits.module.css';

/** One test digit of each kind: original, code and reconstruction, as tutorials plot them. */
export function DigitRows() {
  const { code } = useSummary();
  const grid = useMemo(() => activationGrid(code ?? [1], 28, 28), [code]);
  const size = sizeOf(code ?? [1]);
  const codes: Draw<Rows> = (context, rows, palette) => {
    if (rows.codes.length !== size * rows.indices.length) return;
    drawCodes(context, rows.codes, grid, { colour: palette.code, negative: palette.ink });
  };
  const isCorrupted = usePlayground(({ spec }) => spec.training.corruption.kind !== 'none');
  return (
    <Panel title="Ten test digits" name="Test digits in rows" aside={<Overlap />}>
      <div className={styles.rows}>
        <Row
          label={isCorrupted ? 'Original' : 'Input'}
          name="Ten test digits, top row"
          meaning="input"
          draw={originals}
        />
        {isCorrupted && (
          <Row label="Input" name="Ten test digits, input row" meaning="input" draw={inputs} />
        )}
        <Row label="Code" name="Ten test digits, middle row" meaning="code" draw={codes} />
        <Row label="Output" name="Ten test digits, bottom row" meaning="output" draw={outputs} />
      </div>
    </Panel>
  );
}

const originals: Draw<Rows> = (context, rows) => drawPictures(context, rows.originals);
const inputs: Draw<Rows> = (context, rows) => drawPictures(context, rows.inputs);
const outputs: Draw<Rows> = (context, rows) => drawPictures(context, rows.reconstructions);

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
  draw: Draw<Rows>;
}

function Row({ label, name, meaning, draw }: RowProps) {
  const canvas = useCanvas(selectDigits, draw);
  return (
    <div className={styles.row}>
      <span className={styles[meaning]}>{label}</span>
      <canvas ref={canvas} role="img" aria-label={name} width={ROW_WIDTH} height={28} />
    </div>
  );
}
