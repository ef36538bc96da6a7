import { createEngine } from '../../src/engine/choose.ts';
import { initialState } from '../../src/engine/initial-state.ts';
import { lower } from '../../src/engine/lowering/lower.ts';
import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import { median } from '../median.ts';
import { benchSpec, type NetworkKind } from '../networks.ts';

const CALLS = 200;
/** Calls timed together: the browser's clock ticks every 5 µs at best. */
const GROUP = 10;

/** Microseconds for one picture on the simd engine. */
export interface PictureTimes {
  encode: number;
  decode: number;
  activations: number;
}

/** Times what the drawing pad and the sliders ask for, between calls that train. */
export async function timePictures(
  network: NetworkKind,
  images: Uint8Array,
): Promise<PictureTimes> {
  const spec = benchSpec(network);
  const program = lower(spec);
  const engine = await createEngine('simd');
  const indices = Uint32Array.from({ length: 256 }, (_, i) => i);
  await engine.load(program, initialState(program, spec.network.initializer, spec.seed), images);
  await engine.train({ indices, batchSize: 256, inputs: null }, spec.training.learningRate);
  const picture = Float32Array.from(images.subarray(0, DIGIT_SIZE), (byte) => byte / 255);
  const code = await engine.encode(picture);
  const times = {
    encode: await microseconds(() => engine.encode(picture)),
    decode: await microseconds(() => engine.decode(code)),
    activations: await microseconds(() => engine.activations(picture, null)),
  };
  engine.unload();
  return times;
}

async function microseconds(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let group = 0; group < CALLS / GROUP; group++) {
    const start = performance.now();
    for (let n = 0; n < GROUP; n++) await call();
    times.push((1000 * (performance.now() - start)) / GROUP);
  }
  return median(times);
}
