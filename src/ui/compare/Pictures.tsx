import type { PinnedRun } from '../../store/pinned-runs.ts';
import type { DigitRows, Playground } from '../../store/state.ts';
import { drawPictures, ROW_WIDTH } from '../canvas/digit-row.ts';
import { type Draw, useCanvas } from '../canvas/use-canvas.ts';
import styles from './compare.module.css';
import { Swatch } from './Swatch.tsx';

/** What each run makes of the same ten test digits. */
export function Pictures({ runs }: { runs: readonly PinnedRun[] }) {
  return (
    <section className={styles.pictures} aria-label="The same digits rebuilt">
      <Live name="Original" draw={originals} />
      <Live name="Now" draw={reconstructions} place={0} />
      {runs.map((run, place) => (
        <Kept key={run.pinnedAt} run={run} place={place + 1} />
      ))}
    </section>
  );
}

const originals: Draw<DigitRows> = (context, rows) => drawPictures(context, rows.originals);
const reconstructions: Draw<DigitRows> = (context, rows) =>
  drawPictures(context, rows.reconstructions);

function selectDigits({ digits }: Playground): DigitRows | null {
  return digits;
}

function Live({ name, draw, place }: { name: string; draw: Draw<DigitRows>; place?: number }) {
  const canvas = useCanvas(selectDigits, draw);
  return (
    <div>
      <p>
        {place !== undefined && <Swatch place={place} />} {name}
      </p>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${name}, ten digits`}
        width={ROW_WIDTH}
        height={28}
      />
    </div>
  );
}

function Kept({ run, place }: { run: PinnedRun; place: number }) {
  const canvas = useCanvas(
    () => run.reconstructions,
    (context, bytes) =>
      drawPictures(
        context,
        Float32Array.from(bytes, (byte) => byte / 255),
      ),
  );
  return (
    <div>
      <p>
        <Swatch place={place} /> {run.name}
      </p>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${run.name}, ten digits`}
        width={ROW_WIDTH}
        height={28}
      />
    </div>
  );
}
