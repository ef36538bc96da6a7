import type { ContestantName } from './contestants/contestants.ts';
import type { PictureTimes } from './page/pictures.ts';

/** One contestant on one network. */
export interface Row {
  /** The preset's label. */
  network: string;
  engine: ContestantName;
  threads: number;
  /** Somebody else's library. */
  peer: boolean;
  imagesPerSecond: number;
  gflops: number;
  /** `gflops` of one core's peak: with two threads it may come near 2. */
  shareOfPeak: number;
}

/** A contestant that gave no figure, and why. */
export interface Failure {
  network: string;
  engine: ContestantName;
  threads: number;
  reason: string;
}

/** All that a run found; `--json` writes it. */
export interface Figures {
  machine: string;
  /** One core, multiplying and adding in registers alone: the median of the run. */
  peakGflops: number;
  rows: Row[];
  failures: Failure[];
  /** Microseconds for one picture on the simd engine. */
  pictures: ({ network: string } & PictureTimes)[];
  inPage: InPage | null;
}

/** Vanilla trained in the playground itself. */
export interface InPage {
  threads: number;
  imagesPerSecond: number;
  /** Of the benchmark's own rate for the same engine and threads. */
  ratio: number;
}
