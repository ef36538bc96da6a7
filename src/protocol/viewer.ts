import type { Network } from '../spec/spec.ts';
import type { Corruption } from '../spec/tasks.ts';
import type { Model, ModelId } from './model.ts';

/**
 * The viewer is a second worker that shows what the newest parameters do while the trainer trains. It
 * takes commands in lists, at most one of each type, and answers each list with `done` at the end.
 */
export type ViewerCommand =
  | { type: 'network'; run: number; network: Network }
  | { type: 'parameters'; model: Omit<Model, 'spec'> }
  /** What is done to every picture before it goes in. */
  | { type: 'corruption'; corruption: Corruption; seed: number }
  /** The picture in the hourglass, 784 values; a code set by hand is given back. */
  | { type: 'picture'; picture: Float32Array<ArrayBuffer> }
  /** The ten digits of the rows, 10 × 784 values. */
  | { type: 'digits'; pictures: Float32Array<ArrayBuffer> }
  /** A code set by hand for the network of `run`, or null to go back to the picture's own. */
  | { type: 'code'; run: number; code: Float32Array<ArrayBuffer> | null };

export type ViewerEvent =
  /**
   * What went in, what should come out, and every layer's output, in order; empty for layers that the
   * stage leaves out. After a code set by hand, what it decodes to.
   */
  | {
      type: 'activations';
      model: ModelId;
      input: Float32Array<ArrayBuffer>;
      target: Float32Array<ArrayBuffer>;
      layers: Float32Array<ArrayBuffer>[];
      /** Standard deviations of a variational code; null of another, and of one set by hand. */
      spread: Float32Array<ArrayBuffer> | null;
    }
  | {
      type: 'digits';
      model: ModelId;
      /** What went in, 10 × 784 values; 10 × code size and 10 × 784 values that came of it. */
      inputs: Float32Array<ArrayBuffer>;
      codes: Float32Array<ArrayBuffer>;
      reconstructions: Float32Array<ArrayBuffer>;
      /** Intersection over union of their masks; null for tasks without masks. */
      overlap: number | null;
    }
  | { type: 'done' };
