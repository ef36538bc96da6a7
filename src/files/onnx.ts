import { MODEL_NAME } from '../spec/layer-names.ts';
import { type Part, summarize } from '../spec/network.ts';
import type { Network } from '../spec/spec.ts';
import { OnnxBuilder } from './onnx-builder.ts';
import { addLayer } from './onnx-layers.ts';
import { onnxFile } from './onnx-model.ts';
import { atRest } from './plain-network.ts';

/** Which part of a network to write, or both. */
export type OnnxScope = Part | 'autoencoder';

const names = {
  autoencoder: { model: MODEL_NAME, input: 'input', output: 'reconstruction' },
  encoder: { model: 'encoder', input: 'input', output: 'code' },
  decoder: { model: 'decoder', input: 'code', output: 'reconstruction' },
} as const satisfies Record<OnnxScope, { model: string; input: string; output: string }>;

/**
 * The network, or one part of it, as an ONNX model for any number of examples at once. Pictures are
 * [batch, channels, height, width], as is usual there; lists keep our order.
 */
export function writeOnnx(
  trained: Network,
  values: Float32Array,
  scope: OnnxScope,
): Uint8Array<ArrayBuffer> {
  const { network, parameters } = atRest(trained, values);
  const rows = summarize(network).layers.filter(
    ({ part }) => scope === 'autoencoder' || part === scope,
  );
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) throw new TypeError('The network does not fit together.');
  const { model, input, output } = names[scope];
  const builder = new OnnxBuilder(input);
  for (const row of rows) addLayer(builder, row, parameters);
  return onnxFile(builder.finish(model, first.input, last.output, output));
}
