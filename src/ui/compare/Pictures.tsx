import { useMemo } from 'react';
import type { PinnedRun } from '../../store/pinned-runs.ts';
import type { Playground } from '../../store/state.ts';
import { TenDigits } from '../canvas/TenDigits.tsx';
import { useThrottled } from '../use-throttled.ts';
import styles from './compare.module.css';
import { Swatch } from './Swatch.tsx';

const INTERVAL_MS = 500;

/** What each run makes of the same ten test digits. */
export function Pictures({ runs }: { runs: readonly PinnedRun[] }) {
  const caption = useThrottled(captionOf, INTERVAL_MS);
  return (
    <section className={styles.pictures} aria-label="The same digits rebuilt">
      <Live name="Original" select={selectOriginals} />
      <Live name="Now" caption={caption} select={selectReconstructions} place={0} />
      {runs.map((run, place) => (
        <Kept key={run.pinnedAt} run={run} place={place + 1} />
      ))}
    </section>
  );
}

/** The pictures follow the run by a moment, and show it as it was where the page does. */
function captionOf({ digits, past }: Playground): string {
  const step = digits && `step ${digits.model.step.toLocaleString('en')}`;
  return [past ? 'Earlier' : 'Now', step].filter(Boolean).join(', ');
}

function selectOriginals({ digits }: Playground): Float32Array | null {
  return digits?.originals ?? null;
}

function selectReconstructions({ digits }: Playground): Float32Array | null {
  return digits?.reconstructions ?? null;
}

interface LiveProps {
  name: string;
  /** What stands above it, where that is not its name alone. */
  caption?: string;
  select(playground: Playground): Float32Array | null;
  place?: number;
}

function Live({ name, caption = name, select, place }: LiveProps) {
  return (
    <div>
      <p>
        {place !== undefined && <Swatch place={place} />}
        <span>{place === undefined ? caption : ` ${caption}`}</span>
      </p>
      <TenDigits name={`${name}, ten digits`} select={select} />
    </div>
  );
}

function Kept({ run, place }: { run: PinnedRun; place: number }) {
  const values = useMemo(
    () => Float32Array.from(run.reconstructions, (byte) => byte / 255),
    [run.reconstructions],
  );
  return (
    <div>
      <p>
        <Swatch place={place} />
        <span>{` ${run.name}`}</span>
      </p>
      <TenDigits name={`${run.name}, ten digits`} select={() => values} />
    </div>
  );
}
