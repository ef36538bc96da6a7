import type { CSSProperties } from 'react';
import { classifierKinds, featureKinds } from '../../spec/classifiers.ts';
import { ALL_DIGITS } from '../../spec/spec.ts';
import styles from './confusion.module.css';
import { mistakesOf } from './mistakes.ts';
import { type CellKey, partsOf } from './use-classifications.ts';

/** Mistakes that are named beside the matrix. */
const NAMED = 4;

/** Which digits were taken for which. */
export function ConfusionMatrix({ name, confusion }: { name: CellKey; confusion: Uint32Array }) {
  const { features, classifier } = partsOf(name);
  const most = Math.max(1, ...mistakesOf(confusion).map(({ count }) => count));
  const title = `${featureKinds[features].label}, ${classifierKinds[classifier].label.toLowerCase()}`;
  return (
    <div className={styles.confusion}>
      <table className={styles.matrix}>
        <caption>{`${title}: rows are the digits, columns what they were taken for`}</caption>
        <thead>
          <tr>
            <td />
            {ALL_DIGITS.map((digit) => (
              <th key={digit} scope="col">
                {digit}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ALL_DIGITS.map((truth) => (
            <tr key={truth}>
              <th scope="row">{truth}</th>
              {ALL_DIGITS.map((taken) => {
                const count = confusion[10 * truth + taken] ?? 0;
                const share = truth === taken ? 0 : count / most;
                return (
                  <td
                    key={taken}
                    data-right={truth === taken || undefined}
                    style={{ '--share': `${Math.round(45 * share)}%` } as CSSProperties}
                  >
                    {count || '·'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.mistakes}>
        <p>Taken for another most often</p>
        <ol>
          {mistakesOf(confusion)
            .slice(0, NAMED)
            .map(({ truth, taken, count }) => (
              <li key={`${truth}${taken}`}>
                {`${truth} for ${taken === 8 ? 'an' : 'a'} ${taken}, ${count} times`}
              </li>
            ))}
        </ol>
      </div>
    </div>
  );
}
