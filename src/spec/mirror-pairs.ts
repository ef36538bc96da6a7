import type { LayerSummary } from './network.ts';
import { formatShape } from './shape.ts';

/**
 * Whether the decoder retraces the encoder's shapes, layer by layer: its last layer gives what the
 * encoder's first one takes, and so on inwards. Pairs are then a row and the one as far from the end.
 * @param rows all layers of a network without a problem
 * @param kind `dense` where layers that learn must be dense, too
 * @returns what is needed, a sentence's end, or null where it is there
 */
export function mirrorProblem(rows: readonly LayerSummary[], kind: 'dense' | 'any'): string | null {
  const encoder = rows.filter(({ part }) => part === 'encoder');
  const decoder = rows.filter(({ part }) => part === 'decoder').toReversed();
  const isMirror =
    encoder.length === decoder.length &&
    encoder.every(({ input, output, parameters }, i) => {
      const image = decoder[i];
      return (
        image !== undefined &&
        formatShape(image.output) === formatShape(input) &&
        formatShape(image.input) === formatShape(output) &&
        image.parameters > 0 === parameters > 0
      );
    });
  if (!isMirror) return 'a decoder that mirrors the encoder layer by layer';
  const learning = rows.filter(({ parameters }) => parameters > 0);
  if (kind === 'dense' && !learning.every(({ layer }) => layer.kind === 'dense')) {
    return 'dense layers only';
  }
  return null;
}
