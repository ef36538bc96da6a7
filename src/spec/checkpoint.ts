import { type PenaltyKind, penaltyKinds } from './penalties.ts';

/** A run as it stood after some step: enough to go on with it in another worker, on another engine. */
export interface Checkpoint {
  parameters: Float32Array<ArrayBuffer>;
  /** The optimizer's arrays, empty when the optimizer is to start afresh. */
  slots: Float32Array<ArrayBuffer>;
  step: number;
  /** The step that the optimizer began after: Adam corrects its means by how long it has run. */
  optimizerStart: number;
  /** Epochs completed. */
  epoch: number;
  /** Images of the running epoch already trained on. */
  position: number;
  /** Seconds of training so far. */
  elapsed: number;
}

/** The same network at the same place, with an optimizer that starts afresh. */
export function withFreshOptimizer(checkpoint: Checkpoint): Checkpoint {
  return { ...checkpoint, slots: new Float32Array(0), optimizerStart: checkpoint.step };
}

/** One point of the loss chart: the mean over the steps since the point before. */
export interface LossPoint {
  step: number;
  /** Epochs done, with the fraction of the running one. */
  epoch: number;
  training: number | null;
  /** What each penalty adds to the training loss, times its weight; empty where none acts. */
  penalties: Readonly<Partial<Record<PenaltyKind, number>>>;
  validation: number | null;
}

/** The penalties that act anywhere in a curve, in the table's order. */
export function penaltiesIn(history: readonly LossPoint[]): PenaltyKind[] {
  return penaltyKinds.filter((kind) => history.some(({ penalties }) => kind in penalties));
}
