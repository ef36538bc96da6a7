import { plain, plainShared, relaxed, relaxedShared } from 'virtual:simd-kernels';

/** A place in the kernels' memory, in bytes. */
export type Address = number;

/** What the binary exports: see the docstrings in `kernels/`. */
export interface Kernels {
  /** Of a tile. */
  ROWS: WebAssembly.Global<'i32'>;
  zero(from: Address, bytes: number): void;
  copy(from: Address, bytes: number, to: Address): void;
  gatherImages(images: Address, indices: Address, count: number, values: Address): void;
  grey(bytes: Address, values: Address, count: number): void;
  pack(weights: Address): void;
  gather(gather: Address): void;
  gatherListsBytes(runLength: number): number;
  correlate(correlation: Address): void;
  correlateDense(
    a: Address,
    b: Address,
    c: Address,
    biases: Address,
    examples: number,
    inputs: number,
    units: number,
    scratch: Address,
  ): void;
  correlateDenseBytes(units: number): number;
  addColumns(values: Address, pixels: number, units: number, sums: Address): void;
  finish(code: number, values: Address, count: number, outputs: Address): void;
  maxPool(pooling: Address): void;
  maxPoolGradient(pooling: Address, gradients: Address, inputGradients: Address): void;
  upsample(pooling: Address): void;
  addSquares(pooling: Address): void;
  logisticLoss(
    sums: Address,
    targets: Address,
    gradients: Address,
    count: number,
    scale: number,
  ): number;
  loss(
    kind: number,
    predictions: Address,
    targets: Address,
    gradients: Address,
    count: number,
    scale: number,
  ): number;
  drain(from: Address, count: number, to: Address): void;
  sgd(p: Address, g: Address, a: Address, count: number, rate: number, momentum: number): void;
  rmsprop(
    p: Address,
    g: Address,
    a: Address,
    count: number,
    rate: number,
    decay: number,
    epsilon: number,
  ): void;
  adam(
    p: Address,
    g: Address,
    a: Address,
    b: Address,
    count: number,
    rate: number,
    decay1: number,
    decay2: number,
    epsilon: number,
  ): void;
  adadelta(
    p: Address,
    g: Address,
    a: Address,
    b: Address,
    count: number,
    rate: number,
    decay: number,
    epsilon: number,
  ): void;
  multiply(a: Address, b: Address, output: Address, count: number): void;
  fill(values: Address, count: number, value: number): void;
  sample(
    statistics: Address,
    noise: Address,
    output: Address,
    examples: number,
    units: number,
  ): void;
  sampleGradient(
    statistics: Address,
    noise: Address,
    gradient: Address,
    inputGradient: Address,
    examples: number,
    units: number,
  ): void;
  divergence(
    statistics: Address,
    gradients: Address,
    examples: number,
    units: number,
    scale: number,
  ): number;
  activity(
    activation: number,
    code: Address,
    gradients: Address,
    count: number,
    scale: number,
  ): number;
  sparsity(
    activation: number,
    code: Address,
    gradients: Address,
    means: Address,
    examples: number,
    units: number,
    target: number,
    weight: number,
  ): number;
  contraction(
    activation: number,
    code: Address,
    gradients: Address,
    examples: number,
    kernel: Address,
    kernelGradient: Address,
    inputs: number,
    units: number,
    norms: Address,
    squares: Address,
    scale: number,
  ): number;
  decay(parameters: Address, gradients: Address, count: number, weight: number): number;
  tabulateExp(values: Address, count: number): void;
  tabulateExpOfNegative(values: Address, count: number): void;
  tabulateLog(values: Address, count: number): void;
  multiplyAddRounds(rounds: number): number;
}

/** The binaries: with multiplications and additions fused or not, for a memory of one's own or not. */
export interface KernelOptions {
  fused: boolean;
  /** For a memory that threads share. */
  shared: boolean;
}

const modules = new Map<unknown, Promise<WebAssembly.Module>>();

/** Loads and compiles a binary, once. */
export function compileKernels({ fused, shared }: KernelOptions): Promise<WebAssembly.Module> {
  const read = shared ? (fused ? relaxedShared : plainShared) : fused ? relaxed : plain;
  const known = modules.get(read);
  if (known) return known;
  const module = read().then((binary) => WebAssembly.compile(binary));
  modules.set(read, module);
  // What did not arrive may be asked for again.
  module.catch(() => modules.delete(read));
  return module;
}

/** The kernels, working in `memory`. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  return exports as unknown as Kernels;
}

function abort(): never {
  throw new Error('The WebAssembly kernels stopped.');
}
