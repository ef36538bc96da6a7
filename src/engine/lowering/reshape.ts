import type { FlattenLayer, ReshapeLayer } from '../../spec/spec.ts';
import type { Lowering } from './builder.ts';

/** Flatten and reshape move nothing: the same buffer, read in another shape. */
export const lowerReshape: Lowering<FlattenLayer | ReshapeLayer> = (
  _builder,
  { input, outputShape },
) => ({ output: { ...input, shape: outputShape }, forward: [], backward: null });
