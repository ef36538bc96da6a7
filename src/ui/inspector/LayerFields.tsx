import { activations } from '../../spec/activations.ts';
import { layerNumbers } from '../../spec/layers.ts';
import type { Layer, Padding } from '../../spec/spec.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { type Option, SelectField, tableOptions } from '../controls/SelectField.tsx';

const activationOptions = tableOptions(activations);
const paddingOptions: Option<Padding>[] = [
  { value: 'same', label: 'Same size' },
  { value: 'valid', label: 'Inside only' },
];

interface LayerFieldsProps {
  layer: Layer;
  onChange(layer: Layer): void;
}

/** A layer's settings, from the ranges of its kind's row in the table. */
export function LayerFields({ layer, onChange }: LayerFieldsProps) {
  const values: Readonly<Record<string, unknown>> = { ...layer };
  return (
    <>
      {Object.entries(layerNumbers(layer)).map(([key, range]) => {
        const value = values[key];
        return typeof value === 'number' ? (
          <NumberField
            key={key}
            range={range}
            value={value}
            // The key is one of this layer's own numbers.
            onCommit={(number) => onChange({ ...layer, [key]: number })}
          />
        ) : null;
      })}
      {'activation' in layer && (
        <SelectField
          label="Activation"
          value={layer.activation}
          options={activationOptions}
          onChoose={(activation) => onChange({ ...layer, activation })}
        />
      )}
      {'padding' in layer && (
        <SelectField
          label="Padding"
          value={layer.padding}
          options={paddingOptions}
          onChoose={(padding) => onChange({ ...layer, padding })}
        />
      )}
      {layer.kind === 'reshape' &&
        (['Rows', 'Columns', 'Maps'] as const).map((label, axis) => (
          <NumberField
            key={label}
            range={{ label, min: 1, max: 2048, integer: true }}
            value={layer.shape[axis] ?? 1}
            onCommit={(length) => {
              const [height, width, maps] = layer.shape.with(axis, length);
              onChange({ ...layer, shape: [height ?? 1, width ?? 1, maps ?? 1] });
            }}
          />
        ))}
    </>
  );
}
