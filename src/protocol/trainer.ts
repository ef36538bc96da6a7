import type { BackendChoice, BackendKind, BackendStatus } from '../spec/backends.ts';
import type { Checkpoint, LossPoint } from '../spec/checkpoint.ts';
import type { OptimizerKind } from '../spec/optimizers.ts';
import type { Spec, Training } from '../spec/spec.ts';
import type { Fault } from './faults.ts';

export type { Checkpoint, LossPoint };

export interface Progress {
  step: number;
  /** Epochs completed. */
  epoch: number;
  epochs: number;
  /** Share of the running epoch that is done, 0 to 1. */
  epochProgress: number;
  /** Smoothed over the last steps; null before the first. */
  loss: number | null;
  validation: number | null;
  /** How many images the newest validation loss is the mean of. */
  validationImages: number;
  /** Of the masks of the same images, intersection over union; null for tasks without masks. */
  overlap: number | null;
  /** Mean activity of the code over the same images; null where the code is not to be sparse. */
  activity: number | null;
  imagesPerSecond: number | null;
  /** Seconds of training so far, and to the last epoch's end. */
  elapsed: number;
  remaining: number | null;
}

/** How far a batch is that takes long. */
export interface LongBatch {
  /** Images that are done, and that it has. */
  done: number;
  size: number;
  seconds: number;
}

export interface ImagesProgress {
  /** Training images here, and chosen. */
  arrived: number;
  wanted: number;
  /** What could not be loaded, a sentence; null while all is well. */
  failed: string | null;
}

export type PauseReason =
  | 'asked'
  | 'stepped'
  | 'epochs'
  | 'lossReached'
  | 'noImprovement'
  | 'fault';

export type TrainUntil = 'stopped' | 'batch' | 'epoch';

export type TrainerCommand =
  /** Must come first. `baseUrl` is the folder that holds the data set's packs. */
  | { type: 'open'; baseUrl: string; savesData: boolean }
  /** Takes a network, from its initial weights or from a checkpoint. Ends training. */
  | {
      type: 'build';
      spec: Spec;
      backend: BackendChoice;
      checkpoint: Checkpoint | null;
      run: number;
    }
  | RunCommand
  | { type: 'backend'; choice: BackendChoice }
  | { type: 'retryImages' };

/** What concerns one run alone; ignored where another one has been built meanwhile. */
export type RunCommand =
  /** New settings for the network that is there; takes effect at the next batch. */
  | { type: 'adjust'; run: number; training: Training }
  /** `turn` counts these commands: pauses and faults say which of them they ended. */
  | { type: 'train'; run: number; turn: number; until: TrainUntil }
  | { type: 'pause'; run: number }
  /** `auto` found a faster backend: the run goes on there as soon as that is ready. */
  | { type: 'move'; run: number; backend: BackendKind };

export type TrainerEvent =
  | { type: 'images'; progress: ImagesProgress }
  /** The first 1,000 test images, 784 bytes each, with their labels. */
  | { type: 'testImages'; pixels: Uint8Array<ArrayBuffer>; labels: Uint8Array<ArrayBuffer> }
  /** What is used, or being started; null before and between. */
  | { type: 'engine'; active: BackendKind | null; device: string | null }
  /** What can be used here, looked for anew after an engine failed. */
  | { type: 'backends'; statuses: BackendStatus[] }
  /** The run goes on elsewhere, as it was to. */
  | { type: 'moved'; run: number; from: BackendKind; to: BackendKind }
  /** The network of `run` stands; its parameters are the initial or the checkpoint's. */
  | { type: 'built'; run: number; checkpoint: Checkpoint; optimizer: OptimizerKind }
  | { type: 'progress'; run: number; progress: Progress; points: LossPoint[] }
  /** Once a second while a batch takes long; null when batches are short again. */
  | { type: 'batch'; run: number; batch: LongBatch | null }
  /**
   * The run as it stands, a few times a second: for the pictures, and to go on from after a fault.
   * `optimizer` is the one whose arrays the slots are: another may have been chosen meanwhile.
   */
  | { type: 'checkpoint'; run: number; checkpoint: Checkpoint; optimizer: OptimizerKind }
  | { type: 'paused'; run: number; turn: number; reason: PauseReason }
  /** `run` is null for what concerns no network, as missing images. */
  | { type: 'fault'; run: number | null; turn: number; fault: Fault };
