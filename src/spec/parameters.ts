import { type ParameterShape, parameterShapes } from './layers.ts';
import { type LayerSummary, summarize } from './network.ts';
import { sizeOf } from './shape.ts';
import type { Network } from './spec.ts';

/** A slice of the one flat parameter array. */
export interface Parameter {
  /** For example `encoder.0.kernel`: part, position within it, which array. */
  name: string;
  role: ParameterShape['name'];
  shape: readonly number[];
  offset: number;
  size: number;
  fanIn: number;
  fanOut: number;
}

/** A layer's own arrays as they lie in the flat parameter array: a tied layer has no kernel. */
export function layerParameters(row: LayerSummary): Parameter[] {
  let next = row.offset;
  return parameterShapes(row.layer, row.input)
    .filter(({ name }) => row.tiedTo === null || name !== 'kernel')
    .map((parameter) => {
      const size = sizeOf(parameter.shape);
      const role = parameter.name;
      const name = `${row.part}.${row.index}.${role}`;
      next += size;
      return { ...parameter, name, role, offset: next - size, size };
    });
}

/** Every array of a network's flat parameter array, in its order. */
export function parameterTable(network: Network): Parameter[] {
  return summarize(network).layers.flatMap(layerParameters);
}
