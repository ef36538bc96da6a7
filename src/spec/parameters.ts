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

/** A layer's arrays as they lie in the flat parameter array. */
export function layerParameters({ part, index, layer, input, offset }: LayerSummary): Parameter[] {
  let next = offset;
  return parameterShapes(layer, input).map((parameter) => {
    const size = sizeOf(parameter.shape);
    const role = parameter.name;
    const name = `${part}.${index}.${role}`;
    next += size;
    return { ...parameter, name, role, offset: next - size, size };
  });
}

/** Every array of a network's flat parameter array, in its order. */
export function parameterTable(network: Network): Parameter[] {
  return summarize(network).layers.flatMap(layerParameters);
}
