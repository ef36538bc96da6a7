import { penaltiesIn } from '../../spec/checkpoint.ts';
import { penalties } from '../../spec/penalties.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { lossText } from '../transport/status-figures.ts';
import styles from './charts.module.css';

/** The chart's points in figures, the newest first. */
export function LossTable({ points }: { points: PlaygroundState['history'] }) {
  const kinds = penaltiesIn(points);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: so that the keyboard can scroll it.
    <fieldset className={styles.scroll} tabIndex={0} aria-label="Figures">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Epoch</th>
            <th scope="col">Training</th>
            <th scope="col">Validation</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {penalties[kind].label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.step}>
              <td translate="no">{point.step}</td>
              <td translate="no">{point.epoch.toFixed(2)}</td>
              <td translate="no">{point.training === null ? '' : lossText(point.training)}</td>
              <td translate="no">{point.validation === null ? '' : lossText(point.validation)}</td>
              {kinds.map((kind) => (
                <td key={kind} translate="no">
                  {penaltyText(point.penalties[kind])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

/** Penalties are often far smaller than the loss: two figures of any of them. */
function penaltyText(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toPrecision(2)));
}
