import { histogramOf } from '../../analysis/histogram.ts';
import { summarize } from '../../spec/network.ts';
import { layerParameters } from '../../spec/parameters.ts';
import type { Answer } from './answers.ts';
import { batchGradients } from './batch-gradients.ts';

export const histograms: Answer<'histograms'> = async (_asks, evidence) => {
  const { spec, program, parameters } = evidence;
  const gradients = await batchGradients(evidence);
  const running = new Set(program.layers.map(({ index }) => index));
  const layers = summarize(spec.network).layers.map((row, index) => {
    const kernel = layerParameters(row).find(({ role }) => role === 'kernel');
    if (!kernel || !running.has(index)) return null;
    const own = (values: Float32Array) =>
      values.subarray(kernel.offset, kernel.offset + kernel.size);
    return {
      weights: histogramOf('weights', own(parameters)),
      gradients: histogramOf('gradients', own(gradients)),
    };
  });
  return { layers };
};
