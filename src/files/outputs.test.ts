import * as tf from '@tensorflow/tfjs';
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  networkSpecimens,
  type Specimen,
  specimenImages,
  specimenState,
} from '../engine/contract/specimen.ts';
import { lower } from '../engine/lowering/lower.ts';
import { toGrey } from '../engine/pictures.ts';
import { ReferenceEngine } from '../engine/reference/reference-engine.ts';
import { summarize } from '../spec/network.ts';
import { isPicture, type Shape } from '../spec/shape.ts';
import { type OnnxScope, writeOnnx } from './onnx.ts';
import { writeTensorflowJs } from './tensorflowjs.ts';

/* Exported models, run by the frameworks they are for, against the reference engine. */

const IMAGES = 3;
const TOLERANCE = 1e-5;

/** What the reference engine makes of a few pictures with some weights. */
async function referenceOutputs(specimen: Specimen) {
  const program = lower(specimen);
  const state = specimenState(program, specimen);
  const { parameters } = state;
  const engine = new ReferenceEngine();
  await engine.load(program, state, new Uint8Array());
  const bytes = specimenImages(IMAGES);
  const pictures = new Float32Array(bytes.length);
  toGrey(bytes, pictures);
  const codes = await engine.encode(pictures);
  const reconstructions = await engine.decode(codes);
  return { parameters, pictures, codes, reconstructions };
}

function expectClose(values: Float32Array, expected: Float32Array): void {
  expect(values.length).toBe(expected.length);
  const differences = values.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)));
  expect(Math.max(...differences)).toBeLessThan(TOLERANCE);
}

describe('a TensorFlow.js model', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each(networkSpecimens)(
    'of $name gives the same pictures',
    async ({ network, ...specimen }) => {
      const reference = await referenceOutputs({ network, ...specimen });
      const files = writeTensorflowJs(network, reference.parameters);
      const [json, weights] = files.map(({ bytes }) => bytes);
      const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(json));
      const model = await tf.loadLayersModel(
        tf.io.fromMemory({
          modelTopology,
          weightSpecs: weightsManifest[0].weights,
          weightData: weights?.buffer ?? new ArrayBuffer(0),
        }),
      );
      const input = tf.tensor(reference.pictures, [IMAGES, ...summarize(network).input]);
      const output = model.predict(input) as tf.Tensor;
      expectClose(Float32Array.from(output.dataSync()), reference.reconstructions);
      tf.dispose([input, output]);
      model.dispose();
    },
  );
});

describe('an ONNX model', () => {
  beforeAll(() => {
    ort.env.wasm.numThreads = 1;
  });

  const run = async (file: Uint8Array, values: Float32Array, shape: Shape) => {
    const session = await ort.InferenceSession.create(file);
    const [input = '', output = ''] = [...session.inputNames, ...session.outputNames];
    const tensor = new ort.Tensor('float32', values, [IMAGES, ...channelsFirst(shape)]);
    const results = await session.run({ [input]: tensor });
    const result = results[output];
    await session.release();
    expect(result?.dims[0]).toBe(IMAGES);
    return {
      names: [input, output],
      dims: result?.dims.slice(1),
      values: result?.data as Float32Array,
    };
  };

  it.each(networkSpecimens)(
    'of $name gives the same pictures and codes',
    async ({ network, ...specimen }) => {
      const reference = await referenceOutputs({ network, ...specimen });
      const { input, code, output } = summarize(network);
      if (!code || !output) throw new Error('the network does not fit');
      const file = (scope: OnnxScope) => writeOnnx(network, reference.parameters, scope);

      const whole = await run(file('autoencoder'), reference.pictures, input);
      expect(whole).toMatchObject({
        names: ['input', 'reconstruction'],
        dims: channelsFirst(output),
      });
      expectClose(whole.values, reference.reconstructions);

      const encoder = await run(file('encoder'), reference.pictures, input);
      expect(encoder).toMatchObject({ names: ['input', 'code'], dims: channelsFirst(code) });
      expectClose(channelsLast(encoder.values, code), reference.codes);

      const decoder = await run(file('decoder'), encoder.values, code);
      expect(decoder.names).toEqual(['code', 'reconstruction']);
      expectClose(decoder.values, reference.reconstructions);
    },
  );
});

function channelsFirst(shape: Shape): readonly number[] {
  return isPicture(shape) ? [shape[2], shape[0], shape[1]] : shape;
}

/** ONNX' pictures in our order. */
function channelsLast(values: Float32Array, shape: Shape): Float32Array {
  if (!isPicture(shape)) return values;
  const [height, width, channels] = shape;
  const pixels = height * width;
  return values.map((_, i) => {
    const [n, pixel, channel] = [
      Math.floor(i / (pixels * channels)),
      Math.floor(i / channels) % pixels,
      i % channels,
    ];
    return values[(n * channels + channel) * pixels + pixel] ?? Number.NaN;
  });
}
