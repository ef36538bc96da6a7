import { LayerInspector } from '../inspector/LayerInspector.tsx';
import { usePlayground } from '../playground.ts';
import { Experiment } from './Experiment.tsx';

/** The experiment's settings, or those of the layer that was chosen in the hourglass. */
export function Settings() {
  const layer = usePlayground((playground) => playground.selectedLayer);
  return layer === null ? <Experiment /> : <LayerInspector key={layer} index={layer} />;
}
