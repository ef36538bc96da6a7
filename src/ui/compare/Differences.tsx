import { useMemo } from 'react';
import { differencesOf } from '../../spec/settings.ts';
import type { PinnedRun } from '../../store/pinned-runs.ts';
import { usePlayground } from '../playground.ts';
import styles from './compare.module.css';
import { Swatch } from './Swatch.tsx';

/** The settings that tell the runs apart. */
export function Differences({ runs }: { runs: readonly PinnedRun[] }) {
  const spec = usePlayground((playground) => playground.spec);
  const differences = useMemo(
    () => differencesOf([spec, ...runs.map((run) => run.spec)]),
    [spec, runs],
  );
  if (differences.length === 0) {
    return <p className={styles.help}>All settings are the same: change one and train again.</p>;
  }
  return (
    <table className={styles.differences} aria-label="Settings that differ">
      <thead>
        <tr>
          <th scope="col">Setting</th>
          <th scope="col">
            <Swatch place={0} />
            <span> Now</span>
          </th>
          {runs.map(({ pinnedAt, name }, place) => (
            <th key={pinnedAt} scope="col">
              <Swatch place={place + 1} />
              <span>{` ${name}`}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map(({ label, values }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {[spec, ...runs].map((one, place) => (
              <td key={'pinnedAt' in one ? one.pinnedAt : 'now'}>{values[place] ?? '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
