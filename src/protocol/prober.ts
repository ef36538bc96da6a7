import type { BackendKind, BackendStatus } from '../spec/backends.ts';
import type { Spec } from '../spec/spec.ts';

export type ProberCommand =
  /** Finds out what this machine has. */
  | { type: 'look' }
  /**
   * Measures how fast backends train on an experiment; a name says nothing about that.
   * `pixels`: 784 bytes an image, any images will do, with their labels.
   */
  | {
      type: 'measure';
      spec: Spec;
      pixels: Uint8Array<ArrayBuffer>;
      labels: Uint8Array<ArrayBuffer>;
      backends: BackendKind[];
    };

export type ProberEvent =
  /** The answer to `look`. */
  | { type: 'backends'; statuses: BackendStatus[] }
  | { type: 'measuring'; backend: BackendKind }
  /** Training images per second; 0 where the backend can't train on the experiment. */
  | { type: 'measured'; backend: BackendKind; imagesPerSecond: number }
  /** All that was asked for is measured. */
  | { type: 'done' };
