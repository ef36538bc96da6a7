import * as tf from '@tensorflow/tfjs-core';
import type { BackendKind } from '../../spec/backends.ts';
import { createEngine } from '../choose.ts';
import { type Engine, EngineLostError, type EngineOptions } from '../engine.ts';
import { lower } from '../lowering/lower.ts';
import { nextTask } from '../next-task.ts';
import { ReferenceEngine } from '../reference/reference-engine.ts';
import { expectClose } from './compare.ts';
import { contract } from './contract.ts';
import { type DigestKind, digestOfRun, digests } from './digest.ts';
import { type Specimen, specimenImages, specimenState, specimens } from './specimen.ts';

/** A GPU's sums differ in their order, its `exp` and `log` in their last bits. */
const TOLERANCE = { loss: 1e-4, value: 1e-3 };

/** Tensors that TensorFlow.js holds; none where an engine has not even loaded a backend of it. */
const tensors = () => tf.engine().state.numTensors;

/** What `e2e/engines.spec.ts` has done in a browser's worker; each answer is a list of complaints. */
const tasks = {
  keepContract,
  growNot,
  joinLater,
  surviveLoss,
  reproduce,
  drawInParts,
  doWithoutParts,
};

export interface Order {
  task: keyof typeof tasks;
  kind: BackendKind;
  options?: EngineOptions;
}

self.onmessage = async ({ data: { task, kind, options = {} } }: MessageEvent<Order>) => {
  const create = () => createEngine(kind, options);
  const answer = await tasks[task](create).catch((error) => [String(error)]);
  self.postMessage(answer);
};

async function keepContract(create: () => Promise<Engine>): Promise<string[]> {
  const complaints: string[] = [];
  const engine = await create();
  for (const { name, check } of contract) {
    await check(engine, TOLERANCE).catch((error) => complaints.push(`${name}: ${error}`));
  }
  if (tensors() > 0) complaints.push(`${tensors()} tensors are left`);
  return complaints;
}

/** Runs come to the bits that they come to elsewhere. */
async function reproduce(create: () => Promise<Engine>): Promise<string[]> {
  const complaints: string[] = [];
  const engine = await create();
  for (const kind of Object.keys(digests) as DigestKind[]) {
    const digest = await digestOfRun(engine, kind);
    if (digest !== digests[kind]) complaints.push(`${kind}: ${digest}`);
  }
  return complaints;
}

/** Training keeps the number of tensors and their bytes, loading and unloading leaves none. */
async function growNot(create: () => Promise<Engine>): Promise<string[]> {
  const complaints: string[] = [];
  const engine = await create();
  const { batches, load } = lesson();
  await engine.load(...load());
  await engine.train(batches, 0.001);
  const before = tf.memory();
  for (let round = 0; round < 5; round++) await engine.train(batches, 0.001);
  const after = tf.memory();
  if (after.numTensors !== before.numTensors || after.numBytes !== before.numBytes) {
    complaints.push(`${before.numTensors} tensors, ${before.numBytes} bytes became `);
    complaints.push(`${after.numTensors} tensors, ${after.numBytes} bytes`);
  }
  for (let round = 0; round < 50; round++) {
    await engine.load(...load());
    engine.unload();
  }
  if (tensors() > 0) complaints.push(`${tensors()} tensors are left`);
  return complaints;
}

/** Training starts on one thread, and goes on as it should when the others join. */
async function joinLater(create: () => Promise<Engine>): Promise<string[]> {
  // A processor whose half is three threads.
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 6 });
  const [engine, reference] = [await create(), new ReferenceEngine()];
  const { batches, load } = lesson();
  const devices: string[] = [];
  const [program, state, images] = load();
  await engine.load(program, state, images);
  const train = async () => {
    await reference.load(program, await engine.state(), images);
    const losses = await engine.train(batches, 0.001);
    devices.push(engine.device);
    const wanted = await reference.train(batches, 0.001);
    expectClose(`losses on ${engine.device}`, losses, wanted, TOLERANCE.loss);
    await nextTask(); // in which a thread may say that it has started
  };
  do await train();
  while (!engine.device.includes('3 threads'));
  await train();
  const [found, wanted] = [await engine.state(), await reference.state()];
  expectClose('parameters', found.parameters, wanted.parameters, TOLERANCE.value);
  engine.unload();
  return devices[0]?.includes('one thread') ? [] : [`it started on ${devices[0]}`];
}

/** WebGL draws to four textures at once. */
async function drawInParts(create: () => Promise<Engine>): Promise<string[]> {
  const draws = await drawsToFour(create);
  return draws > 1 ? [] : [`${draws} draws to four textures`];
}

/** It tries so once, and does without, where the device says that it can't. */
async function doWithoutParts(create: () => Promise<Engine>): Promise<string[]> {
  const { checkFramebufferStatus } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.checkFramebufferStatus = function (target) {
    const isAlone = this.getParameter(this.DRAW_BUFFER1) === this.NONE;
    return isAlone ? checkFramebufferStatus.call(this, target) : this.FRAMEBUFFER_UNSUPPORTED;
  };
  const draws = await drawsToFour(create);
  return draws === 1 ? [] : [`${draws} draws to four textures`];
}

/** How often a run draws to four textures at once. Throws where it does not learn as it should. */
async function drawsToFour(create: () => Promise<Engine>): Promise<number> {
  const { drawBuffers } = WebGL2RenderingContext.prototype;
  let draws = 0;
  WebGL2RenderingContext.prototype.drawBuffers = function (places) {
    if ([...places].length === 4) draws++;
    drawBuffers.call(this, places);
  };
  const { batches, load } = lesson();
  const losses: Float32Array[] = [];
  for (const engine of [await create(), new ReferenceEngine()]) {
    await engine.load(...load());
    losses.push(await engine.train(batches, 0.001));
    engine.unload();
  }
  const [found = [], wanted = []] = losses;
  expectClose('losses', found, wanted, TOLERANCE.loss);
  return draws;
}

/** Calls under way and later ones reject, and a new engine of the same kind trains. */
async function surviveLoss(create: () => Promise<Engine>): Promise<string[]> {
  const complaints: string[] = [];
  const lose = watchHardware();
  const engine = await create();
  const { batches, load } = lesson();
  await engine.load(...load());
  const losses = await engine.train(batches, 0.001);
  const expectLost = async (what: string, call: Promise<unknown>) => {
    const late = new Promise((resolve) => setTimeout(resolve, 5000, 'nothing for 5 s'));
    const outcome = await Promise.race([call.catch((error) => error), late]);
    if (!(outcome instanceof EngineLostError)) complaints.push(`${what}: ${outcome}`);
  };
  const trainOn = async (): Promise<never> => {
    for (;;) await engine.train(batches, 0.001);
  };
  const underWay = trainOn();
  lose();
  await expectLost('under way', underWay);
  await expectLost('later', engine.state());
  engine.unload();

  const next = await create();
  await next.load(...load());
  const again = await next.train(batches, 0.001);
  if (Math.abs((again[0] ?? 0) - (losses[0] ?? 1)) > 1e-6) complaints.push('the next one differs');
  next.unload();
  if (tensors() > 0) complaints.push(`${tensors()} tensors are left`);
  return complaints;
}

function lesson() {
  const specimen = specimens[2] as Specimen;
  const program = lower(specimen);
  const images = specimenImages(8);
  const batches = {
    indices: Uint32Array.from({ length: 80 }, (_, i) => i % 8),
    batchSize: 8,
    inputs: null,
  };
  return { batches, load: () => [program, specimenState(program, specimen), images] as const };
}

/** Notes the hardware that is opened from now on; the result takes it away. */
function watchHardware(): () => void {
  const ways: (() => void)[] = [];
  const getContext = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
    const context = Reflect.apply(getContext, this, args);
    if (context instanceof WebGL2RenderingContext) {
      ways.push(() => context.getExtension('WEBGL_lose_context')?.loseContext());
    }
    return context;
  } as typeof getContext;
  if (typeof GPUAdapter !== 'undefined') {
    const requestDevice = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await requestDevice.call(this, descriptor);
      ways.push(() => device.destroy());
      return device;
    };
  }
  const OwnWorker = globalThis.Worker;
  globalThis.Worker = class extends OwnWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      ways.push(() => this.terminate());
    }
  };
  return () => {
    for (const way of ways.splice(0)) way();
  };
}
