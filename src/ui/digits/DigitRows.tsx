import { useMemo } from 'react';
import { sizeOf } from '../../spec/shape.ts';
import type { Playground, DigitRows as Rows } from '../../store/state.ts';
import { activationGrid } from '../canvas/activation.ts';
import { drawCodes, ROW_WIDTH, readCodes } from '../canvas/digit-row.ts';
import { TenDigits } from '../canvas/TenDigits.tsx';
import { useCanvas } from '../canvas/use-canvas.ts';
import type { Elements } from '../controls/elements.ts';
import { LiveText } from '../controls/LiveText.tsx';
import { Panel } from '../controls/Panel.tsx';
import { usePlayground, useSummary } from '../playground.ts';
import styles from './digits.module.css';

/** One test digit of each kind: original, code and reconstruction, as tutorials plot them. */
export function DigitRows() {
  const isCorrupted = usePlayground(({ spec }) => spec.training.corruption.kind !== 'none');
  return (
    <Panel title="Ten test digits" name="Test digits in rows" aside={<Overlap />}>
      <div className={styles.rows}>
        <Row label={isCorrupted ? 'Original' : 'Input'} meaning="input">
          <TenDigits name="Ten test digits, top row" select={selectOriginals} />
        </Row>
        {isCorrupted && (
          <Row label="Input" meaning="input">
            <TenDigits name="Ten test digits, input row" select={selectInputs} />
          </Row>
        )}
        <Row label="Code" meaning="code">
          <Codes />
        </Row>
        <Row label="Output" meaning="output">
          <TenDigits name="Ten test digits, bottom row" select={selectOutputs} />
        </Row>
      </div>
    </Panel>
  );
}

function selectDigits({ digits }: Playground): Rows | null {
  return digits;
}

function selectOriginals({ digits }: Playground): Float32Array | null {
  return digits?.originals ?? null;
}

function selectInputs({ digits }: Playground): Float32Array | null {
  return digits?.inputs ?? null;
}

function selectOutputs({ digits }: Playground): Float32Array | null {
  return digits?.reconstructions ?? null;
}

function Codes() {
  const { code } = useSummary();
  const grid = useMemo(() => activationGrid(code ?? [1], 28, 28), [code]);
  const size = sizeOf(code ?? [1]);
  const isOfNow = ({ codes, indices }: Rows) => codes.length === size * indices.length;
  const canvas = useCanvas(
    selectDigits,
    (context, rows, palette) => {
      if (!isOfNow(rows)) return;
      drawCodes(context, rows.codes, grid, { colour: palette.code, negative: palette.ink });
    },
    (rows, x, y) => (isOfNow(rows) ? readCodes(rows.codes, grid, x, y) : null),
  );
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="Ten test digits, middle row"
      width={ROW_WIDTH}
      height={28}
    />
  );
}

/** How well the outputs, cut at one half, cover the digits' masks; of tasks with masks. */
function Overlap() {
  const overlap = usePlayground(({ digits }) => digits?.overlap?.toFixed(3));
  if (overlap === undefined) return null;
  return (
    <p className={styles.overlap}>
      <LiveText text={`Intersection over union ${overlap}`} />
    </p>
  );
}

interface RowProps {
  label: string;
  meaning: 'input' | 'code' | 'output';
  children: Elements;
}

function Row({ label, meaning, children }: RowProps) {
  return (
    <div className={styles.row}>
      <span className={styles[meaning]}>{label}</span>
      {children}
    </div>
  );
}
