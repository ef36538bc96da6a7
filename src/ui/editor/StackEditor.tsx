import { useState } from 'react';
import { layers } from '../../spec/layers.ts';
import type { NetworkSummary, Part } from '../../spec/network.ts';
import { formatShape } from '../../spec/shape.ts';
import type { LayerKind, Network } from '../../spec/spec.ts';
import { Button } from '../controls/Button.tsx';
import { SelectField, tableOptions } from '../controls/SelectField.tsx';
import styles from './editor.module.css';
import { LayerRow } from './LayerRow.tsx';
import { addLayer, moveLayer, removeLayer, replaceLayer } from './stack.ts';

const kindOptions = tableOptions(layers);

const titles = {
  encoder: 'Encoder: from picture to code',
  decoder: 'Decoder: from code to picture',
} as const satisfies Record<Part, string>;

interface StackEditorProps {
  part: Part;
  network: Network;
  summary: NetworkSummary;
  onChange(network: Network): void;
}

/** The layers of one part, in the order the data takes, with what each makes of its input. */
export function StackEditor({ part, network, summary, onChange }: StackEditorProps) {
  const [kind, setKind] = useState<LayerKind>('dense');
  const stack = network[part];
  const rows = summary.layers.filter((row) => row.part === part);
  const total = rows.reduce((sum, row) => sum + row.parameters, 0);
  const start = part === 'encoder' ? summary.input : summary.code;
  return (
    <section className={styles.stack} aria-label={titles[part]}>
      <h3 className={styles[part]}>{titles[part]}</h3>
      <p className={styles.start}>
        {`Takes ${start ? formatShape(start) : 'what the encoder will give'}`}
      </p>
      <ol>
        {stack.map((layer, index) => {
          const seat = { part, index };
          const problem = summary.problems.find(
            (each) => each.part === part && each.index === index,
          );
          return (
            <LayerRow
              // Layers have no identity of their own: their place is all there is.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above.
              key={`${index} ${layer.kind}`}
              name={`${part} layer ${index + 1}`}
              layer={layer}
              row={rows[index] ?? null}
              problem={problem?.message ?? null}
              isFirst={index === 0}
              isLast={index === stack.length - 1}
              onChange={(changed) => onChange(replaceLayer(network, seat, changed))}
              onMove={(by) => onChange(moveLayer(network, seat, by))}
              onRemove={() => onChange(removeLayer(network, seat))}
            />
          );
        })}
      </ol>
      <div className={styles.add}>
        <SelectField
          label={`New ${part} layer`}
          labelHidden
          value={kind}
          options={kindOptions}
          onChoose={(chosen) => setKind(chosen)}
        />
        <Button onClick={() => onChange(addLayer(network, part, layers[kind].initial))}>
          {`Add to the ${part}`}
        </Button>
        <p className={styles.total}>{`${total.toLocaleString('en')} parameters`}</p>
      </div>
    </section>
  );
}
