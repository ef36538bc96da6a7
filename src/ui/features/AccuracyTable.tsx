import { classifierKinds, type FeatureKind, featureKinds } from '../../spec/classifiers.ts';
import styles from './features.module.css';
import {
  type CellKey,
  type Cells,
  classifierColumns,
  featureRows,
  type Running,
} from './use-classifications.ts';

interface AccuracyTableProps {
  cells: Cells;
  running: Running | null;
  selected: CellKey;
  onSelect(key: CellKey): void;
}

/** The share of test digits that each classifier names right; a figure chosen shows its mistakes. */
export function AccuracyTable(props: AccuracyTableProps) {
  return (
    <table className={styles.table}>
      <caption>Test digits named right</caption>
      <thead>
        <tr>
          <td />
          {classifierColumns.map((kind) => (
            <th key={kind} scope="col">
              {titleOf(kind)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {featureRows.map((features) => (
          <Row key={features} features={features} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function titleOf(kind: (typeof classifierColumns)[number]): string {
  const { label, hidden } = classifierKinds[kind];
  return hidden > 0 ? `${label} of ${hidden} units` : label;
}

function Row({
  features,
  cells,
  running,
  selected,
  onSelect,
}: AccuracyTableProps & { features: FeatureKind }) {
  const keys = classifierColumns.map((kind): CellKey => `${features} ${kind}`);
  const size = keys.flatMap((key) => cells[key]?.size ?? [])[0];
  return (
    <tr>
      <th scope="row" data-features={features}>
        <span>{featureKinds[features].label}</span>
        {size !== undefined && <small>{`${size} numbers`}</small>}
      </th>
      {keys.map((key) => {
        const cell = cells[key];
        return (
          <td key={key}>
            {cell ? (
              <button type="button" aria-pressed={key === selected} onClick={() => onSelect(key)}>
                {`${(100 * cell.accuracy).toFixed(1)}%`}
              </button>
            ) : (
              running?.key === key && <progress aria-label="Training" value={running.done} />
            )}
          </td>
        );
      })}
    </tr>
  );
}
