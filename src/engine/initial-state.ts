import { createRandom } from '../data/random.ts';
import type { InitializerKind } from '../spec/spec.ts';
import type { ModelState } from './engine.ts';
import type { Parameter, Program } from './program.ts';

/**
 * Half-widths of the uniform distributions of Glorot & Bengio (2010) and He et al. (2015). Both are
 * taken uniform because then no logarithm is needed, and a seed gives the same bits on every machine.
 */
const limits = {
  glorot: ({ fanIn, fanOut }) => Math.sqrt(6 / (fanIn + fanOut)),
  he: ({ fanIn }) => Math.sqrt(6 / fanIn),
} satisfies Record<InitializerKind, (parameter: Parameter) => number>;

/** The state before the first step: kernels drawn with the seed, biases and optimizer at zero. */
export function initialState(
  program: Program,
  initializer: InitializerKind,
  seed: number,
): ModelState {
  const random = createRandom(seed, 'weights');
  const parameters = new Float32Array(program.parameterCount);
  for (const parameter of program.parameters) {
    if (parameter.shape.length === 1) continue;
    const limit = limits[initializer](parameter);
    for (let i = 0; i < parameter.size; i++) {
      parameters[parameter.offset + i] = (2 * random.uniform() - 1) * limit;
    }
  }
  const slots = new Float32Array(program.slotCount * program.parameterCount);
  return { parameters, slots, step: 0 };
}
