import { layerNumbers } from '../spec/layers.ts';
import { summarize } from '../spec/network.ts';
import { presetSpec } from '../spec/presets.ts';
import { rangeProblem } from '../spec/range.ts';
import type { Network, Spec } from '../spec/spec.ts';
import type { EmbedOptions } from './parameters.ts';

/**
 * The experiment that options ask for.
 *
 * @param base what they change, unless they name a preset
 * @returns also a sentence for each option that does not fit the network, which is then left out
 */
export function embeddedSpec(
  options: Partial<EmbedOptions>,
  base: Spec,
): { spec: Spec; problems: string[] } {
  const { network, training, seed } = options.preset
    ? presetSpec(options.preset, base.seed)
    : structuredClone(base);
  const problems: string[] = [];
  const spec: Spec = {
    version: 1,
    network,
    training: {
      ...training,
      images: options.data ?? training.images,
      epochs: options.epochs ?? training.epochs,
      corruption: options.task ?? training.corruption,
    },
    seed: options.seed ?? seed,
  };
  if (typeof options.code === 'number') {
    const resized = withCode(network, options.code);
    if (typeof resized === 'string') problems.push(resized);
    else spec.network = resized;
  }
  return { spec, problems };
}

/** The network with so many units in its code, or a sentence saying why there is none. */
function withCode(network: Network, units: number): Network | string {
  const code = network.encoder.at(-1);
  if (code?.kind !== 'dense' && code?.kind !== 'variational') {
    return `code=${units} was ignored: this network’s code is no list of units.`;
  }
  const range = layerNumbers(code).units;
  const outside = range ? rangeProblem(range, units) : null;
  if (outside) return `code=${units} was ignored: ${outside}`;
  const resized = { ...network, encoder: network.encoder.with(-1, { ...code, units }) };
  const [problem] = summarize(resized).problems;
  return problem ? `code=${units} was ignored: ${problem.message}` : resized;
}
