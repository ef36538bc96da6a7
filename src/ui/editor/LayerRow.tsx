import { layers } from '../../spec/layers.ts';
import type { LayerSummary } from '../../spec/network.ts';
import { formatShape } from '../../spec/shape.ts';
import type { Layer } from '../../spec/spec.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { LayerFields } from '../inspector/LayerFields.tsx';
import styles from './editor.module.css';

interface LayerRowProps {
  /** For the names of its buttons. */
  name: string;
  layer: Layer;
  /** Null behind the first problem. */
  row: LayerSummary | null;
  problem: string | null;
  isFirst: boolean;
  isLast: boolean;
  onChange(layer: Layer): void;
  onMove(by: 1 | -1): void;
  onRemove(): void;
}

/** A layer of the editor: its settings, and its line of the model's summary. */
export function LayerRow({
  name,
  layer,
  row,
  problem,
  isFirst,
  isLast,
  onChange,
  onMove,
  onRemove,
}: LayerRowProps) {
  return (
    <li className={styles.layer} data-problem={problem !== null}>
      <span className={styles.kind}>{layers[layer.kind].label}</span>
      <div className={styles.layerFields}>
        <LayerFields layer={layer} onChange={onChange} />
      </div>
      <p className={styles.facts}>
        <span translate="no">{row ? formatShape(row.output) : '—'}</span>
        <span className={styles.count}>{row ? row.parameters.toLocaleString('en') : ''}</span>
      </p>
      <div className={styles.moves}>
        <Button
          look="round"
          aria-label={`Move ${name} up`}
          disabled={isFirst}
          onClick={() => onMove(-1)}
        >
          <Icon name="up" />
        </Button>
        <Button
          look="round"
          aria-label={`Move ${name} down`}
          disabled={isLast}
          onClick={() => onMove(1)}
        >
          <Icon name="down" />
        </Button>
        <Button look="round" aria-label={`Remove ${name}`} onClick={onRemove}>
          <Icon name="close" />
        </Button>
      </div>
      {problem && <p className={styles.problem}>{`${problem}.`}</p>}
    </li>
  );
}
