import { mirrorProblem } from './mirror-pairs.ts';
import type { LayerSummary } from './network.ts';

/** The layers that run, and those of them that learn: indices into all layers, the encoder's first. */
export interface Stage {
  running: readonly number[];
  learning: readonly number[];
}

/**
 * Stages of training layer by layer: in each one the next pair of layers inwards learns, those outside
 * of it run with what they have learned, those inside are left out; in the last stage all learn. The
 * decoder must mirror the encoder.
 * @param rows all layers of a network
 * @returns one stage more than the encoder has layers that learn
 */
export function stagesOf(rows: readonly LayerSummary[]): Stage[] {
  const all = rows.map((_, index) => index);
  const encoder = all.filter((index) => rows[index]?.part === 'encoder');
  const learners = encoder.filter((index) => (rows[index]?.parameters ?? 0) > 0);
  const pairs = learners.map((index, number): Stage => {
    // What follows without learning, such as pooling, belongs to the layer before.
    const inner = (learners[number + 1] ?? encoder.length) - 1;
    return {
      running: all.filter((other) => other <= inner || other >= rows.length - 1 - inner),
      learning: [index, rows.length - 1 - index],
    };
  });
  return [...pairs, wholeStage(rows)];
}

/** All layers run and learn. */
export function wholeStage(rows: readonly LayerSummary[]): Stage {
  const all = rows.map((_, index) => index);
  return { running: all, learning: all };
}

/**
 * The stage that an epoch belongs to, counted from 0.
 * @param layerwise epochs of each stage but the last one, or null where all layers train at once
 * @param epoch epochs completed before it
 * @returns null for the whole network; also where the decoder does not mirror the encoder
 */
export function stageAt(
  rows: readonly LayerSummary[],
  layerwise: number | null,
  epoch: number,
): number | null {
  if (layerwise === null || mirrorProblem(rows, 'any')) return null;
  const stage = Math.floor(epoch / layerwise);
  return stage < stagesOf(rows).length - 1 ? stage : null;
}
