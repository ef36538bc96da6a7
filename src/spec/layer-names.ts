import type { Part } from './network.ts';

/*
 * What generated code and exported files call the parts of a network, so that the one loads the
 * other. PyTorch names modules by their place: see `torch-modules.ts`.
 *
 * In Keras and TensorFlow.js the autoencoder is a `Sequential` (or a functional model) of two
 * `Sequential`s, `encoder` and `decoder`. Keras' `load_weights` goes by the order of the layers of each
 * class, not by their names, and warns of a missing optimizer unless it comes before `compile`.
 */

/**
 * A layer in Keras and TensorFlow.js: `encoder_1` is the encoder's first, counted as the page counts.
 * @param index position within its part, from 0
 */
export function layerName(part: Part, index: number): string {
  return `${part}_${index + 1}`;
}

/** The layer of its own that a leaky ReLU is: neither framework's string for it has our slope. */
export function leakyReluName(part: Part, index: number): string {
  return `${layerName(part, index)}_leaky_relu`;
}

/** The model of both parts; the parts are models named `encoder` and `decoder`. */
export const MODEL_NAME = 'autoencoder';
