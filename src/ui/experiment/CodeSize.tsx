import { layerNumbers } from '../../spec/layers.ts';
import type { NumberRange } from '../../spec/range.ts';
import { sizeOf } from '../../spec/shape.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { useActions, usePlayground, useSummary } from '../playground.ts';

/** How many numbers the code has, where its layer has units. */
export function CodeSize() {
  const actions = useActions();
  const { code } = useSummary();
  const layer = usePlayground(({ spec }) => spec.network.encoder.at(-1));
  const units = layer && 'units' in layer ? layerNumbers(layer).units : undefined;
  const range: NumberRange = { ...(units ?? { min: 1, max: 1 }), label: 'Code size' };
  return (
    <NumberField
      range={range}
      value={sizeOf(code ?? [])}
      disabledReason={units ? null : `Set by the layers: ${code?.join('×') ?? ''} here.`}
      onCommit={(value) => actions.setCodeSize(value)}
    />
  );
}
