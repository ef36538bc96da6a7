import type { Parameter } from '../program.ts';
import { Arena } from './arena.ts';
import { dense, denseInputGradient, denseParameterGradient } from './dense.ts';
import { type Address, instantiate, type Kernels } from './kernels.ts';
import { START } from './layout.ts';
import { KernelMemory } from './memory.ts';
import type { Call, Site } from './site.ts';
import { type Arrays, updates } from './update.ts';

/** A layer with its parameters, and the buffers that it joins. */
interface Layer {
  kernel: Parameter;
  bias: Parameter;
  inputs: number;
  units: number;
  transposed: false;
  input: number;
  output: number;
  /** ∂loss/∂z of its sums. */
  gradient: number;
}

/** The calls for one number of rows. */
interface Calls {
  forward: Call[];
  backward: Call[];
}

/**
 * Dense layers with relu between them, trained by Adam: no program with pictures for inputs and outputs,
 * but the same kernels, on one thread and in a memory of its own.
 */
export class SimdNetwork {
  readonly widths: readonly number[];
  readonly batch: number;
  private readonly kernels: Kernels;
  private readonly memory = new KernelMemory(false);
  private readonly layers: Layer[];
  private readonly arrays: Arrays;
  /** The rows that go in, each layer's values, then each layer's gradient. */
  private readonly buffers: Address[];
  /** A row of bytes. */
  private readonly bytes: Address;
  private readonly calls = new Map<number, Calls>();
  /** Where the next number of rows puts its tables. */
  private end: Address;
  private step = 0;
  /** Rows that went forward last. */
  private count = 0;

  /**
   * @param module plain kernels or fused ones, for a memory that is not shared
   * @param widths numbers in a row that goes in, then the units of each layer
   * @param parameters layer by layer `inputs` × `units` weights, row by row, then `units` biases
   * @param batch rows at a time, at most
   */
  constructor(
    module: WebAssembly.Module,
    widths: readonly number[],
    parameters: Float64Array,
    batch: number,
  ) {
    this.widths = widths;
    this.batch = batch;
    this.kernels = instantiate(module, this.memory.memory);
    this.layers = layersOf(widths);
    const arena = new Arena(START);
    const { length: count } = parameters;
    const [p, g, a, b] = [0, 0, 0, 0].map(() => arena.floats(count)) as [
      Address,
      Address,
      Address,
      Address,
    ];
    this.arrays = { p, g, a, b, count };
    this.buffers = [...widths, ...widths.slice(1)].map((width) => arena.floats(batch * width));
    this.bytes = arena.bytes(widths[0] ?? 0);
    this.end = arena.end;
    this.memory.reserve(arena.end, 'A network of dense layers');
    this.memory.put(p, new Float32Array(parameters));
  }

  get rows(): Float32Array {
    return this.memory.view(this.buffer(0), this.batch * (this.widths[0] ?? 0));
  }

  putBytes(n: number, bytes: Uint8Array): void {
    this.memory.putBytes(this.bytes, bytes);
    this.kernels.grey(this.bytes, this.buffer(0) + 4 * n * bytes.length, bytes.length);
  }

  forward(count: number): Float32Array {
    for (const call of this.callsFor(count).forward) call();
    this.count = count;
    const last = this.widths.length - 1;
    return this.memory.view(this.buffer(last), count * (this.widths[last] ?? 0));
  }

  backward(above: Float64Array): Float32Array {
    const { g, count } = this.arrays;
    this.memory.put(this.buffer(this.buffers.length - 1), new Float32Array(above));
    this.kernels.zero(g, 4 * count);
    for (const call of this.callsFor(this.count).backward) call();
    return this.memory.view(g, count);
  }

  update(rate: number, decay: number): void {
    const { kernels, arrays } = this;
    for (const { kernel } of this.layers) {
      const at = 4 * kernel.offset;
      // The gradient of the weights' squares, of which the kernel takes the factor.
      kernels.decay(arrays.p + at, arrays.g + at, kernel.size, decay / 2);
    }
    this.step++;
    updates.adam(kernels, arrays, rate, this.step);
  }

  private buffer(id: number): Address {
    return this.buffers[id] ?? 0;
  }

  private callsFor(count: number): Calls {
    const known = this.calls.get(count);
    if (known) return known;
    const { arrays, layers, memory } = this;
    const arena = new Arena(this.end);
    const site: Site = {
      kernels: this.kernels,
      arena,
      batch: count,
      buffer: (id) => this.buffer(id),
      weights: ({ offset }) => arrays.p + 4 * offset,
      gradient: ({ offset }) => arrays.g + 4 * offset,
      penalties: { weights: [], batch: count, sums: new Float64Array(0) },
    };
    const calls = {
      forward: layers.flatMap((layer, i) => {
        const activation = i < layers.length - 1 ? 'relu' : 'linear';
        return dense({ ...layer, op: 'dense', activation }, site, false);
      }),
      backward: layers.toReversed().flatMap((layer) => {
        const weights = denseParameterGradient({ ...layer, op: 'denseParameterGradient' }, site);
        const before = layers.find(({ output }) => output === layer.input);
        if (!before) return weights;
        const below = { activation: 'relu', output: layer.input } as const;
        const inputGradient = before.gradient;
        const op = { ...layer, op: 'denseInputGradient', inputGradient, below } as const;
        return [...weights, ...denseInputGradient(op, site)];
      }),
    };
    memory.reserve(arena.end, 'A network of dense layers');
    arena.write(memory);
    this.end = arena.end;
    this.calls.set(count, calls);
    return calls;
  }
}

function layersOf(widths: readonly number[]): Layer[] {
  let offset = 0;
  return widths.slice(1).map((units, i) => {
    const inputs = widths[i] ?? 0;
    const parameter = (role: 'kernel' | 'bias', shape: number[]): Parameter => {
      const size = shape.reduce((product, length) => product * length, 1);
      const first = offset;
      offset += size;
      return {
        name: `${role} ${i}`,
        role,
        shape,
        offset: first,
        size,
        fanIn: inputs,
        fanOut: units,
      };
    };
    return {
      kernel: parameter('kernel', [inputs, units]),
      bias: parameter('bias', [units]),
      ...{ inputs, units, transposed: false },
      ...{ input: i, output: i + 1, gradient: widths.length + i },
    };
  });
}
