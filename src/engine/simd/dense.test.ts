import { describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random.ts';
import type { Parameter } from '../program.ts';
import { Arena } from './arena.ts';
import { dense, denseInputGradient, denseParameterGradient } from './dense.ts';
import { hasRelaxedSimd } from './features.ts';
import { compileKernels, instantiate } from './kernels.ts';
import { START } from './layout.ts';
import { KernelMemory } from './memory.ts';
import type { Site } from './site.ts';

const random = createRandom(1, 'dense');

/** A matrix of small whole numbers, of which about so many are not zero: sums of products are exact. */
function matrix(rows: number, columns: number, density: number): Float32Array {
  const value = () => 1 + Math.floor(7 * random.uniform());
  const sign = () => (random.uniform() < 0.5 ? -1 : 1);
  return Float32Array.from({ length: rows * columns }, () =>
    random.uniform() < density ? sign() * value() : 0,
  );
}

/** Σₖ a[i, k] · b[k, j], by the definition. */
function product(a: Float32Array, b: Float32Array, rows: number, columns: number): Float32Array {
  const depth = a.length / rows;
  return Float32Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let k = 0; k < depth; k++) {
      sum += (a[i * depth + k] as number) * (b[k * columns + j] as number);
    }
    return sum;
  });
}

function transpose(a: Float32Array, rows: number): Float32Array {
  const columns = a.length / rows;
  return a.map((_, at) => a[(at % rows) * columns + Math.floor(at / rows)] as number);
}

/** How many numbers of two arrays of one length differ. */
function differences(found: Float32Array, wanted: Float32Array): number {
  expect(found).toHaveLength(wanted.length);
  return found.filter((value, at) => value !== wanted[at]).length;
}

/** Floats of a fence, and what they are. */
const FENCE = 64;
const POST = 1234;

const buffers = { input: 0, output: 1, gradient: 2, inputGradient: 3 };
const sizes = [
  { batch: 1, inputs: 784, units: 32 },
  { batch: 2, inputs: 9, units: 100 },
  { batch: 5, inputs: 3, units: 64 },
  { batch: 129, inputs: 7, units: 33 },
  { batch: 7, inputs: 50, units: 8 },
  { batch: 40, inputs: 33, units: 65 },
  { batch: 131, inputs: 61, units: 784 },
  { batch: 256, inputs: 2, units: 34 },
];

/** Leaves room behind everything, in which nothing may be written but the slack that arenas promise. */
class FencedArena extends Arena {
  readonly fences: number[] = [];

  override bytes(count: number): number {
    const at = super.bytes(count);
    this.fences.push(super.bytes(4 * FENCE));
    return at;
  }
}

/** A dense layer with a tied kernel or its own, in a memory of the kernels. */
async function layer(
  fused: boolean,
  transposed: boolean,
  { batch, inputs, units }: (typeof sizes)[number],
) {
  const memory = new KernelMemory(false);
  const kernels = instantiate(await compileKernels({ fused, shared: false }), memory.memory);
  const arena = new FencedArena(START);
  const places = [inputs, units, units, inputs].map((size) => arena.floats(batch * size));
  const [weights, gradients] = [1, 2].map(() => arena.floats((inputs + 1) * units)) as [
    number,
    number,
  ];
  const site: Site = {
    ...{ kernels, arena, batch, penalties: { weights: [], batch, sums: new Float64Array(0) } },
    buffer: (id) => places[id] as number,
    weights: ({ offset }) => weights + 4 * offset,
    gradient: ({ offset }) => gradients + 4 * offset,
  };
  const size = inputs * units;
  const parameter = { name: '', fanIn: inputs, fanOut: units };
  const kernel: Parameter = {
    ...parameter,
    role: 'kernel',
    shape: [inputs, units],
    offset: 0,
    size,
  };
  const bias: Parameter = { ...parameter, role: 'bias', shape: [units], offset: size, size: units };
  const op = { ...buffers, inputs, units, transposed, kernel, bias };
  const below = { activation: 'linear', output: buffers.input } as const;
  const calls = [
    ...dense({ ...op, op: 'dense', activation: 'linear' }, site, false),
    ...denseInputGradient({ ...op, op: 'denseInputGradient', below }, site),
    ...denseParameterGradient({ ...op, op: 'denseParameterGradient' }, site),
  ];
  memory.reserve(arena.end, 'The layer');
  arena.write(memory);
  for (const fence of arena.fences) memory.put(fence, new Float32Array(FENCE).fill(POST));
  const take = (at: number, count: number) => memory.take(at, count);
  return {
    put(input: Float32Array, gradient: Float32Array, kernel: Float32Array, bias: Float32Array) {
      memory.put(site.buffer(buffers.input), input);
      memory.put(site.buffer(buffers.gradient), gradient);
      memory.put(weights, kernel);
      memory.put(weights + 4 * size, bias);
    },
    run() {
      for (const call of calls) call();
      return {
        output: take(site.buffer(buffers.output), batch * units),
        inputGradient: take(site.buffer(buffers.inputGradient), batch * inputs),
        kernelGradient: take(gradients, size),
        biasGradient: take(gradients + 4 * size, units),
        fences: arena.fences.flatMap((fence) => [...take(fence, FENCE)]),
      };
    },
  };
}

describe.each([
  { name: 'plain', fused: false },
  ...(hasRelaxedSimd() ? [{ name: 'fused', fused: true }] : []),
])('a dense layer on $name kernels', ({ fused }) => {
  describe.each([0, 0.02, 0.4, 0.8, 1])('where %d of the numbers are not zero', (density) => {
    describe.each([false, true])('with a tied kernel: %s', (transposed) => {
      it.each(sizes)('$batch × $inputs to $units', async (size) => {
        const { batch, inputs, units } = size;
        const input = matrix(batch, inputs, density);
        const gradient = matrix(batch, units, density);
        const kernel = matrix(inputs, units, 1);
        const bias = matrix(1, units, 1);
        const { put, run } = await layer(fused, transposed, size);
        put(input, gradient, transposed ? transpose(kernel, inputs) : kernel, bias);
        const found = run();

        expect(found.fences.every((post) => post === POST)).toBe(true);
        const output = product(input, kernel, batch, units).map(
          (sum, at) => sum + (bias[at % units] as number),
        );
        expect(differences(found.output, output)).toBe(0);
        const inputGradient = product(gradient, transpose(kernel, inputs), batch, inputs);
        expect(differences(found.inputGradient, inputGradient)).toBe(0);
        const kernelGradient = product(transpose(input, batch), gradient, inputs, units);
        expect(
          differences(
            found.kernelGradient,
            transposed ? transpose(kernelGradient, inputs) : kernelGradient,
          ),
        ).toBe(0);
        const ones = new Float32Array(batch).fill(1);
        expect(differences(found.biasGradient, product(ones, gradient, 1, units))).toBe(0);
      });
    });
  });
});
