import type { Network } from '../spec/spec.ts';

/**
 * The viewer is a second worker that shows what the newest parameters do while the trainer trains. It
 * takes commands in lists, at most one of each type, and answers each list with `done` at the end.
 */
export type ViewerCommand =
  | { type: 'network'; run: number; network: Network }
  | { type: 'parameters'; run: number; parameters: Float32Array<ArrayBuffer> }
  /** The picture in the hourglass, 784 values; a code set by hand is given back. */
  | { type: 'picture'; picture: Float32Array<ArrayBuffer> }
  /** The ten digits of the rows, 10 × 784 values. */
  | { type: 'digits'; pictures: Float32Array<ArrayBuffer> }
  /** A code set by hand, or null to go back to the picture's own. */
  | { type: 'code'; code: Float32Array<ArrayBuffer> | null };

export type ViewerEvent =
  /** Every layer's output for the picture, in order; after a code set by hand, what it decodes to. */
  | { type: 'activations'; run: number; layers: Float32Array<ArrayBuffer>[] }
  | {
      type: 'digits';
      run: number;
      /** 10 × code size and 10 × 784 values. */
      codes: Float32Array<ArrayBuffer>;
      reconstructions: Float32Array<ArrayBuffer>;
    }
  | { type: 'done' };
