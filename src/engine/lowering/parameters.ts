import type { LayerSummary } from '../../spec/network.ts';
import { layerParameters, type Parameter } from '../../spec/parameters.ts';

export interface LayerParameters {
  kernel: Parameter;
  bias: Parameter;
  /** Whether the kernel is another layer's, used transposed. */
  transposed: boolean;
}

/** The parameters that every layer works with, by row; null for one that has nothing to learn. */
export function workingParameters(rows: readonly LayerSummary[]): (LayerParameters | null)[] {
  const own = rows.map(layerParameters);
  const named = (index: number, wanted: Parameter['role']) =>
    own[index]?.find(({ role }) => role === wanted);
  return rows.map(({ tiedTo }, index) => {
    const kernel = named(tiedTo ?? index, 'kernel');
    const bias = named(index, 'bias');
    return kernel && bias ? { kernel, bias, transposed: tiedTo !== null } : null;
  });
}
