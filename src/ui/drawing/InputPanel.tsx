import type { Playground } from '../../store/state.ts';
import { drawGrey, readGrey } from '../canvas/grey.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { Button } from '../controls/Button.tsx';
import { Panel } from '../controls/Panel.tsx';
import { Switch } from '../controls/Switch.tsx';
import { usePlayground } from '../playground.ts';
import { DrawingPad } from './DrawingPad.tsx';
import styles from './drawing.module.css';
import { BRUSHES, useDrawing, useDrawingStore } from './drawing.ts';
import { TestDigits } from './TestDigits.tsx';

/** The input: a pad to draw on, what the network sees of it, and test digits to take instead. */
export function InputPanel() {
  return (
    <Panel title="Input" name="Input picture" meaning="input">
      <DrawingPad />
      <PadTools />
      <div className={styles.seen}>
        <SeenPicture />
        <div>
          <p className={styles.seenTitle}>What the network sees</p>
          <Origin />
          <CentreSwitch />
        </div>
      </div>
      <TestDigits />
    </Panel>
  );
}

function PadTools() {
  const drawing = useDrawingStore();
  const brush = useDrawing((state) => state.brush);
  const blank = useDrawing((state) => state.strokes.length === 0);
  return (
    <div className={styles.tools}>
      <fieldset aria-label="Pen" className={styles.brushes}>
        {Object.entries(BRUSHES).map(([name, width]) => (
          <button
            key={name}
            type="button"
            aria-label={`Pen, ${name}`}
            aria-pressed={width === brush}
            onClick={() => drawing.getState().setBrush(width)}
          >
            <span style={{ width: width * 4, height: width * 4 }} />
          </button>
        ))}
      </fieldset>
      <Button look="plain" disabled={blank} onClick={() => drawing.getState().undo()}>
        Undo
      </Button>
      <Button look="plain" disabled={blank} onClick={() => drawing.getState().clear()}>
        Clear
      </Button>
    </div>
  );
}

function SeenPicture() {
  const canvas = useCanvas(selectInput, drawGrey, readGrey);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="The picture that goes in"
      width={28}
      height={28}
      className={styles.seenPicture}
    />
  );
}

function selectInput({ input, picture }: Playground): Float32Array {
  return input ?? picture;
}

function Origin() {
  const source = usePlayground((playground) => playground.source);
  const label = usePlayground(({ testImages }) =>
    source.kind === 'test' ? testImages?.labels[source.index] : undefined,
  );
  const digit = label === undefined ? '' : `, a ${label}`;
  return (
    <p className={styles.origin}>
      {source.kind === 'drawing' ? 'Your drawing' : `Test image ${source.index + 1}${digit}`}
    </p>
  );
}

function CentreSwitch() {
  const drawing = useDrawingStore();
  const center = useDrawing((state) => state.center);
  return (
    <Switch
      label="Centre the drawing"
      checked={center}
      onChange={(checked) => drawing.getState().setCenter(checked)}
    />
  );
}
