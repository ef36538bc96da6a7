import type { Random } from './random.ts';

/**
 * Corrupts pictures for a denoising autoencoder, in place: adds N(0, strength²) to every pixel and
 * clips to [0, 1], as Keras' tutorial does.
 * Source: Vincent et al., "Extracting and composing robust features with denoising autoencoders"
 * (2008); https://blog.keras.io/building-autoencoders-in-keras.html
 *
 * @param pictures pixels in [0, 1], any number of pictures one after another
 * @param strength standard deviation; 0 leaves the pictures alone and draws nothing
 * @param random the stream for noise
 */
export function addGaussianNoise(pictures: Float32Array, strength: number, random: Random): void {
  if (strength === 0) return;
  for (let i = 0; i < pictures.length; i++) {
    const noisy = (pictures[i] as number) + strength * random.normal();
    pictures[i] = Math.min(1, Math.max(0, noisy));
  }
}
