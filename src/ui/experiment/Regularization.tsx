import { mirrorProblem } from '../../spec/mirror-pairs.ts';
import { activePenalties, penalties } from '../../spec/penalties.ts';
import { LoadBoundary, lazyChunk } from '../controls/LoadBoundary.tsx';
import { Popover } from '../controls/Popover.tsx';
import { usePlayground, useSummary } from '../playground.ts';

const regularizationFields = lazyChunk(() => import('./RegularizationFields.tsx'));

/** What keeps the network from learning by heart, behind a button that names what is on. */
export function Regularization() {
  const label = useLabel();
  return (
    <Popover label={label} name="Regularise" look="plain">
      {() => <LoadBoundary name="The settings" chunk={regularizationFields} props={{}} />}
    </Popover>
  );
}

function useLabel(): string {
  const { network, training } = usePlayground((playground) => playground.spec);
  const { layers } = useSummary();
  const isLayerwise = training.layerwise !== null && mirrorProblem(layers, 'any') === null;
  const on = [
    ...activePenalties(network, training.penalties).map((kind) => penalties[kind].short),
    ...(network.tied ? ['tied'] : []),
    ...(isLayerwise ? ['layerwise'] : []),
  ];
  return on.length > 0 ? `Regularise: ${on.join(', ')}` : 'Regularise…';
}
