import type { BackendKind } from '../spec/backends.ts';
import type { Program } from './program.ts';

/** All that training has learned: enough to go on, on any engine. */
export interface ModelState {
  parameters: Float32Array<ArrayBuffer>;
  /** The optimizer's arrays one after the other, `slotCount` × `parameterCount` floats. */
  slots: Float32Array<ArrayBuffer>;
  /** Updates done so far. */
  step: number;
}

/** Equal batches to train on, one after the other. */
export interface Batches {
  /** Training images by number, batch by batch. */
  indices: Uint32Array;
  batchSize: number;
  /** The network's inputs where they differ from the images, `indices.length` × 784 values. */
  inputs: Float32Array | null;
  /** What it shall give where that differs from the images, likewise. */
  targets?: Float32Array | null;
  /** The values of each of `Program.draws`, `indices.length` × its size; absent where it has none. */
  draws?: readonly Float32Array[];
  /** The weight of each of `Program.penalties`; absent where it has none. */
  weights?: readonly number[];
}

/** Follows a call to `Engine.train` while it runs. */
export interface TrainingWatch {
  /** Told, between two parts of a batch, how many of its images are done. */
  onImages(done: number): void;
  /** Ends the call, within a part of a batch: it rejects with `TrainingStoppedError`. */
  signal: AbortSignal;
}

/**
 * Runs a program. Calls follow one another: a second one is made only when the first has settled.
 * A call that the device did not survive rejects with `EngineLostError`.
 */
export interface Engine {
  readonly kind: EngineKind;
  /** The adapter's or processor's name, for people. */
  readonly device: string;

  /**
   * Takes a program, the state to start from (copied), and the training images, which stay the
   * caller's: 784 bytes an image; images may still arrive in them, but never after their first use.
   * Rejects with a RangeError where the state is not one of this program.
   */
  load(program: Program, state: ModelState, images: Uint8Array): Promise<void>;

  /**
   * Makes ready to train on batches like these, so that the first call to `train` need not; changes
   * nothing else. Absent where an engine has nothing to make ready.
   */
  prepare?(batches: Batches): void;

  /**
   * Forward, backward and update for each batch.
   * @returns for each batch, before its update, its mean loss and then its penalties, each times its
   *   weight: batches × (1 + `Program.penalties.length`) values
   * @param watch follows the call, and may end it; the program must then be loaded again
   */
  train(batches: Batches, learningRate: number, watch?: TrainingWatch): Promise<Float32Array>;

  /**
   * Mean loss over images without training, penalties left out, nothing drawn by chance.
   * @param targets n × 784 bytes
   * @param inputs n × 784 values, or null to put in the targets themselves
   */
  evaluate(targets: Uint8Array, inputs: Float32Array | null): Promise<number>;

  /** Codes of n pictures of 784 values: n × code size. Rejects other lengths with a RangeError. */
  encode(pictures: Float32Array): Promise<Float32Array<ArrayBuffer>>;

  /** Pictures of n codes: n × 784. Rejects other lengths with a RangeError. */
  decode(codes: Float32Array): Promise<Float32Array<ArrayBuffer>>;

  /**
   * Every layer's output for one picture of 784 values, in the order of `Program.layers`.
   * Rejects other lengths with a RangeError.
   * @param code what the decoder starts from in place of the picture's own code
   */
  activations(
    picture: Float32Array,
    code: Float32Array | null,
  ): Promise<Float32Array<ArrayBuffer>[]>;

  /** A copy of the state as it is now. */
  state(): Promise<ModelState>;

  /** Frees all that `load` took; the engine may be loaded again. */
  unload(): void;
}

/** What only the simd engine can follow. */
export interface EngineOptions {
  /**
   * Threads to work on from the start, where there can be several. By default there are as many as
   * suit the machine: training starts on one, and the others join between two calls to `train`.
   */
  threads?: number;
  /** Bit-equal results on every machine: one thread, no fused operations. */
  reproducible?: boolean;
}

export type EngineKind = 'reference' | BackendKind;

/** The device or context under the engine is gone, and with it the state. */
export class EngineLostError extends Error {
  override readonly name = 'EngineLostError';
}

/** A call to `train` was ended from outside, perhaps within a batch. */
export class TrainingStoppedError extends Error {
  override readonly name = 'TrainingStoppedError';
}

/** Tells a watch of images that are done; throws where it wants the call ended. */
export function report(watch: TrainingWatch | undefined, images: number): void {
  if (watch?.signal.aborted) throw new TrainingStoppedError('Training was stopped.');
  watch?.onImages(images);
}
