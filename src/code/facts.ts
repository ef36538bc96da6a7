import { inputShape, type LayerSummary, summarize } from '../spec/network.ts';
import { activePenalties, isVariational, type PenaltyKind } from '../spec/penalties.ts';
import { DIGIT_SHAPE, type Shape } from '../spec/shape.ts';
import { ALL_DIGITS, type Network, type Spec, type Training } from '../spec/spec.ts';
import { stageAt, stagesOf } from '../spec/stages.ts';
import { targetsMask } from '../spec/tasks.ts';

/** What writers need to know of an experiment. */
export interface Facts {
  spec: Spec;
  network: Network;
  training: Training;
  rows: readonly LayerSummary[];
  input: Shape;
  output: Shape;
  penalties: readonly PenaltyKind[];
  /** What each penalty weighs; 0 for those that do not act. */
  weight(kind: PenaltyKind): number;
  isVariational: boolean;
  isCorrupted: boolean;
  targetsMask: boolean;
  /** Whether all ten digits train. */
  allDigits: boolean;
  /**
   * Of training layer by layer, for each pair how many of the encoder's layers run, and which of them
   * learns: the decoder's are as many from its end. Empty where all layers train at once.
   */
  stages: readonly { depth: number; learns: number }[];
}

export function factsOf(spec: Spec): Facts {
  const { network, training } = spec;
  const { layers: rows, output } = summarize(network);
  const penalties = activePenalties(network, training.penalties);
  const isLayerwise = stageAt(rows, training.layerwise, 0) !== null;
  return {
    spec,
    network,
    training,
    rows,
    input: inputShape(network.input),
    output: output ?? DIGIT_SHAPE,
    penalties,
    weight: (kind) => (penalties.includes(kind) ? training.penalties[kind] : 0),
    isVariational: isVariational(network),
    isCorrupted: training.corruption.kind !== 'none',
    targetsMask: targetsMask(training.corruption),
    allDigits: training.digits.length === ALL_DIGITS.length,
    stages: isLayerwise
      ? stagesOf(rows)
          .slice(0, -1)
          .map(({ running, learning }) => ({ depth: running.length / 2, learns: learning[0] ?? 0 }))
      : [],
  };
}
