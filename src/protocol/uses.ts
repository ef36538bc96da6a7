import type { RocPoint } from '../spec/scores.ts';

/* Answers about what a trained network is good for. */

/** What one of two codes makes of the same test images. */
export interface Rebuilt {
  /** Means over pixels and images: of the squared error, and of the loss that the network trains by. */
  squaredError: number;
  loss: number;
  /** The first test image of each digit 0 to 9, rebuilt: 10 × 784 values. */
  digits: Float32Array<ArrayBuffer>;
  /** mapped × 2 values: the code itself where it has two numbers, else its first two components. */
  map: Float32Array<ArrayBuffer>;
}

export interface AgainstPca {
  /** Numbers in either code, and the share of the pixels' variance that PCA keeps with them. */
  size: number;
  kept: number;
  /** How many test images the errors are means over. */
  images: number;
  network: Rebuilt;
  pca: Rebuilt;
  /** What went in of the ten digits, 10 × 784 values. */
  inputs: Float32Array<ArrayBuffer>;
  /** The mapped images' digits. */
  labels: Uint8Array<ArrayBuffer>;
}

/** Pictures with their scores, in the order of these. */
export interface RankedPictures {
  /** n × 784 bytes each: the pictures, and what the network made of them. */
  pictures: Uint8Array<ArrayBuffer>;
  rebuilt: Uint8Array<ArrayBuffer>;
  scores: Float32Array<ArrayBuffer>;
  areStrange: boolean[];
  /** Null for pictures that came without labels. */
  labels: (number | null)[];
}

export interface Anomalies {
  normalCount: number;
  strangeCount: number;
  /** The ROC curve and the area under it; null where nothing is strange. */
  roc: { area: number; points: RocPoint[] } | null;
  /** How many normal and strange pictures score in each of equal steps from 0 to `limit` or more. */
  spread: { limit: number; normal: Uint32Array<ArrayBuffer>; strange: Uint32Array<ArrayBuffer> };
  most: RankedPictures;
  least: RankedPictures;
}
