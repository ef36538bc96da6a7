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
  /** All of the network's products, also those with zeros, which an engine may leave out. */
  gflops: number;
  /** `gflops` of one core's peak: with two threads, or zeros left out, it may pass 1. */
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
  /** How many there are, and how many times one's peak all of them reached at the same time. */
  cores: { count: number; timesOne: number };
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
  /** Of the rate of the same engine and threads alone, in turn with the playground. */
  ratio: number;
}
