import { useState } from 'react';
import type { Playground, TestImages } from '../../store/state.ts';
import { drawThumbnails } from '../canvas/grey.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { Button } from '../controls/Button.tsx';
import { Popover } from '../controls/Popover.tsx';
import { RovingGrid } from '../controls/RovingGrid.tsx';
import { useActions, usePlayground, usePlaygroundStore } from '../playground.ts';
import styles from './drawing.module.css';
import { showAnother } from './show-another.ts';

const COLUMNS = 8;
const SHOWN = 48;
const GAP = 2;

/** Real digits to look at instead of a drawing. */
export function TestDigits() {
  const ready = usePlayground(({ testImages }) => testImages !== null);
  const store = usePlaygroundStore();
  return (
    <div className={styles.testDigits}>
      <Popover label="Pick a test digit" name="Test digits" disabled={!ready}>
        {(close) => <DigitGrid onChoose={close} />}
      </Popover>
      <Button look="plain" disabled={!ready} onClick={() => showAnother(store.getState())}>
        Another
      </Button>
    </div>
  );
}

function DigitGrid({ onChoose }: { onChoose(): void }) {
  const actions = useActions();
  const testImages = usePlayground((playground) => playground.testImages);
  const source = usePlayground((playground) => playground.source);
  const [first, setFirst] = useState(0);
  const count = testImages?.labels.length ?? 0;
  const shown = Math.min(SHOWN, count - first);
  const select = ({ testImages: images }: Playground) => images;
  const canvas = useCanvas<TestImages>(select, (context, { pixels }) => {
    const indices = Array.from({ length: shown }, (_, place) => first + place);
    drawThumbnails(context, pixels, indices, { columns: COLUMNS, gap: GAP });
  });
  return (
    <>
      <RovingGrid
        label="Test digits"
        count={shown}
        columns={COLUMNS}
        selected={source.kind === 'test' ? source.index - first : null}
        nameOf={(place) =>
          `Image ${first + place + 1}, a ${testImages?.labels[first + place] ?? ''}`
        }
        onChoose={(place) => {
          actions.showTestImage(first + place);
          onChoose();
        }}
      >
        <canvas ref={canvas} width={COLUMNS * (28 + GAP)} height={(SHOWN / COLUMNS) * (28 + GAP)} />
      </RovingGrid>
      <Button look="plain" onClick={() => setFirst((first + SHOWN) % (count - (count % SHOWN)))}>
        More digits
      </Button>
    </>
  );
}
