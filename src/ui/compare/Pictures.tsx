import { useMemo } from 'react';
import type { PinnedRun } from '../../store/pinned-runs.ts';
import type { Playground } from '../../store/state.ts';
import { drawPictures, ROW_WIDTH, readPictures } from '../canvas/digit-row.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import styles from './compare.module.css';
import { Swatch } from './Swatch.tsx';

/** What each run makes of the same ten test digits. */
export function Pictures({ runs }: { runs: readonly PinnedRun[] }) {
  return (
    <section className={styles.pictures} aria-label="The same digits rebuilt">
      <Live name="Original" select={selectOriginals} />
      <Live name="Now" select={selectReconstructions} place={0} />
      {runs.map((run, place) => (
        <Kept key={run.pinnedAt} run={run} place={place + 1} />
      ))}
    </section>
  );
}

function selectOriginals({ digits }: Playground): Float32Array | null {
  return digits?.originals ?? null;
}

function selectReconstructions({ digits }: Playground): Float32Array | null {
  return digits?.reconstructions ?? null;
}

interface LiveProps {
  name: string;
  select(playground: Playground): Float32Array | null;
  place?: number;
}

function Live({ name, select, place }: LiveProps) {
  const canvas = useCanvas(select, drawPictures, readPictures);
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
  const values = useMemo(
    () => Float32Array.from(run.reconstructions, (byte) => byte / 255),
    [run.reconstructions],
  );
  const canvas = useCanvas(() => values, drawPictures, readPictures);
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
