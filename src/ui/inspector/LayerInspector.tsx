import { layers } from '../../spec/layers.ts';
import { formatShape } from '../../spec/shape.ts';
import type { Layer } from '../../spec/spec.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Panel } from '../controls/Panel.tsx';
import { replaceLayer } from '../editor/stack.ts';
import { useActions, usePlayground, usePlaygroundStore, useSummary } from '../playground.ts';
import styles from './inspector.module.css';
import { LayerFields } from './LayerFields.tsx';
import { Weights } from './Weights.tsx';

/** One layer of the hourglass: what it does, its settings, its weights. */
export function LayerInspector({ index }: { index: number }) {
  const store = usePlaygroundStore();
  const actions = useActions();
  const row = useSummary().layers[index];
  const draft = usePlayground((playground) => playground.draft);
  if (!row) return null;

  function change(layer: Layer): void {
    if (!row) return;
    const { spec } = store.getState();
    actions.editNetwork(replaceLayer(spec.network, row, layer));
    // A new network closes what was open; the student is still at this layer.
    actions.selectLayer(index);
  }

  return (
    <Panel
      title={`Layer ${index + 1}: ${layers[row.layer.kind].label}`}
      className={styles.inspector}
      aside={
        <Button look="round" aria-label="Close" onClick={() => actions.selectLayer(null)}>
          <Icon name="close" />
        </Button>
      }
    >
      <p className={styles.muted}>{layers[row.layer.kind].summary}</p>
      <p className={styles.facts}>
        {`${formatShape(row.input)} → ${formatShape(row.output)}, ${row.parameters.toLocaleString('en')} parameters`}
      </p>
      <div className={styles.fields}>
        <LayerFields layer={row.layer} onChange={change} />
      </div>
      {draft && (
        <div role="alert" className={styles.problem}>
          <p>{`This does not fit yet: ${draft.problems[0]?.message}. The network stays as it was.`}</p>
          <Button look="plain" onClick={() => actions.dropDraft()}>
            Drop the change
          </Button>
        </div>
      )}
      <Weights index={index} />
    </Panel>
  );
}
