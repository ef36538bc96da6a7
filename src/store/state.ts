import type { SavedDrawing } from '../files/drawing-schema.ts';
import type { Experiment } from '../files/experiment.ts';
import type { KeptRun } from '../files/kept-run.ts';
import type { QuestionKind, Questions } from '../protocol/analyst.ts';
import type { Model, ModelId } from '../protocol/model.ts';
import type {
  ImagesProgress,
  LongBatch,
  LossPoint,
  Progress,
  TrainUntil,
} from '../protocol/trainer.ts';
import type { BackendChoice, BackendKind, BackendStatus, Speeds } from '../spec/backends.ts';
import type { NetworkProblem } from '../spec/network.ts';
import type { PresetKind } from '../spec/presets.ts';
import type { Network, Spec, Training } from '../spec/spec.ts';
import type { OptimizerState } from '../spec/training-step.ts';
import type { ViewId } from '../spec/views.ts';
import type { Notice, NoticeSubject, Notices } from './notices.ts';
import type { ReplacedRun } from './replaced-runs.ts';
import type { Moment, Timeline } from './timeline.ts';

export type { Model, ModelId, Notice, NoticeSubject, QuestionKind, Questions, SavedDrawing };

/** `loading` until images and network are there; `error` when training can't go on by itself. */
export type Phase = 'loading' | 'ready' | 'training' | 'paused' | 'error';

/** Where the picture in the hourglass comes from. */
export type PictureSource = { kind: 'drawing' } | { kind: 'test'; index: number };

/** The pad's ink, `side` × `side` values from 0 to 1; `center` asks for MNIST's centring. */
export interface Drawing {
  ink: Float32Array<ArrayBuffer>;
  side: number;
  center: boolean;
}

/** MNIST's first 1,000 test images, the ones that the page shows. */
export interface TestImages {
  /** 784 bytes each. */
  pixels: Uint8Array<ArrayBuffer>;
  labels: Uint8Array<ArrayBuffer>;
}

/** What ten test digits become: shown in rows. */
export interface DigitRows {
  /** The network in the state that codes and reconstructions are of. */
  model: ModelId;
  /** Which test images, one of each digit 0 to 9. */
  indices: number[];
  /** 10 × 784, what went in of them, 10 × code size, 10 × 784 values. */
  originals: Float32Array<ArrayBuffer>;
  inputs: Float32Array<ArrayBuffer>;
  codes: Float32Array<ArrayBuffer>;
  reconstructions: Float32Array<ArrayBuffer>;
  /** Intersection over union of their masks; null for tasks without masks. */
  overlap: number | null;
}

export interface PlaygroundState {
  phase: Phase;
  /** Whether batches that were under way at a pause may still count. */
  isPausing: boolean;
  /** How far to train as soon as the first images are here; null where nothing waits for them. */
  pending: TrainUntil | null;
  /** Whether the workers are ended, and the page shows how it was. */
  asleep: boolean;
  /** The experiment that runs; always valid. */
  spec: Spec;
  /** The network being edited, while it does not fit together; the running one stays. */
  draft: { network: Network; problems: NetworkProblem[] } | null;
  progress: Progress;
  /** The running batch where one takes long, else null. */
  batch: LongBatch | null;
  /** The loss curve, at most `MAX_POINTS` points however long the run. */
  history: LossPoint[];
  images: ImagesProgress;
  testImages: TestImages | null;
  backend: {
    choice: BackendChoice;
    active: BackendKind | null;
    /** The adapter's name. */
    device: string | null;
    statuses: BackendStatus[];
    /** Being measured at this moment, beside the run. */
    measuring: BackendKind | null;
    /** What was measured of networks like this one; null where nothing was. */
    speeds: Speeds | null;
  };
  notices: Notices;
  /** What was trained before and can be brought back, the newest last. */
  replaced: readonly ReplacedRun[];
  /** The step at which the present run took its place on the page. */
  startStep: number;
  /** The picture of the hourglass, 784 values from 0 to 1. */
  picture: Float32Array<ArrayBuffer>;
  /** What goes into the network of it, corrupted as the task wants; null before the first answer. */
  input: Float32Array<ArrayBuffer> | null;
  /** What should come out of it: the picture, or its mask; null before the first answer. */
  target: Float32Array<ArrayBuffer> | null;
  source: PictureSource;
  /**
   * Every layer's output for `input`, encoder then decoder, empty for layers that the stage leaves out;
   * null before the first answer.
   */
  activations: Float32Array<ArrayBuffer>[] | null;
  /** Standard deviations of a variational code; null of another, and of one set by hand. */
  spread: Float32Array<ArrayBuffer> | null;
  /** Whether the viewer has yet to answer for what is on the page now. */
  isPicturing: boolean;
  /** The code while the student moves its units, else null. */
  codeByHand: Float32Array<ArrayBuffer> | null;
  digits: DigitRows | null;
  /** What is kept of the run's history, thinned out. */
  timeline: Timeline;
  /** The moment that the page shows in place of now. */
  past: Moment | null;
  /** The network in the state that is shown: the newest, or that of `past`; null until it stands. */
  model: Model | null;
  /** What the middle of the page shows. */
  view: ViewId;
  /** Index into `summarize(spec.network).layers` of the layer whose settings are open. */
  selectedLayer: number | null;
}

/** What the page can ask for; each checks its input and says in a notice what it refuses. */
export interface PlaygroundActions {
  train(): void;
  pause(): void;
  step(unit: 'batch' | 'epoch'): void;
  /** Frees all that training holds, graphics contexts too; `wake` goes on from here. */
  sleep(): void;
  wake(): void;
  /** Back to the same initial weights. */
  reset(): void;
  /** Back to other initial weights. */
  newSeed(): void;
  setSeed(seed: number): void;
  choosePreset(kind: PresetKind): void;
  /** Takes a valid experiment from elsewhere, and shows that view of it; never trains by itself. */
  openShared(spec: Spec, view: ViewId): void;
  /** Takes the network when it fits together, else keeps it as the draft with its problems. */
  editNetwork(network: Network): void;
  dropDraft(): void;
  /** Units of the code, where its layer has units. */
  setCodeSize(units: number): void;
  /** Settings that never reset the weights. */
  setTraining(change: Partial<Training>): void;
  /** Takes one of the ten digits in or out of training. */
  toggleDigit(digit: number): void;
  chooseBackend(choice: BackendChoice): void;
  retryImages(): void;
  /** Has pictures computed again, after their worker was given up. */
  restartViewer(): void;
  /**
   * Begins with what an earlier visit kept, or without; a page that is created to wait for this has built
   * nothing before. Where something has begun meanwhile, the kept run is offered.
   * @param isPresent whether the kept run is to be on the screen, and not just offered
   */
  begin(kept: KeptRun | null, isPresent: boolean): void;
  /** Leaves the run of an earlier visit, which can be brought back, for the page's own experiment. */
  startAnew(): void;
  /** Keeps the run as it stands for the next visit; null where no runs are kept, as in an embed. */
  saveRun: (() => Promise<boolean>) | null;
  /** Brings back the newest of the replaced runs; what is there now can be brought back in turn. */
  restoreNetwork(): void;
  /** Loads the page again, in its newest version. */
  reload(): void;
  /** The same once the run is kept; where it can't be kept, the browser asks before it leaves. */
  saveAndReload(): Promise<void>;
  /** Tells the student something, in place of what was told about the same subject. */
  notify(notice: Notice): void;
  dismissNotice(subject: NoticeSubject): void;
  /** Puts a drawing into the network, brought to 28×28 as MNIST's own digits were. */
  showDrawing(drawing: Drawing): void;
  showTestImage(index: number): void;
  moveCode(unit: number, value: number): void;
  /** Decodes a code that was chosen elsewhere, as `moveCode` does. */
  setCode(code: Float32Array<ArrayBuffer>): void;
  releaseCode(): void;
  /** Has every view show the run as it was at a step, or the nearest kept moment; null is now again. */
  showMoment(step: number | null): void;
  /** Trains on from the moment that is shown; what came after it can be brought back. */
  trainFromPast(): void;
  /** What is on the screen as it is saved; null before there is a network. */
  experiment(drawings: readonly SavedDrawing[]): Experiment | null;
  /** Takes an opened experiment, which trains on; what was there can be brought back. */
  openExperiment(experiment: Experiment): void;
  /**
   * Begins with other weights for the network on the screen, if that is still the one they were read
   * for; what was there can be brought back.
   */
  openWeights(parameters: Float32Array<ArrayBuffer>, network: Network): void;
  /** Says why a file was not opened. */
  refuseFile(problem: string): void;
  selectLayer(index: number | null): void;
  showView(view: ViewId): void;
  /** The optimizer's arrays that belong to `parameters`; null before there is a network. */
  optimizerState(): OptimizerState | null;
  /** Asks about the network that is shown, or in a state that it was in; rejects with a sentence. */
  ask<Kind extends QuestionKind>(
    kind: Kind,
    asks: Questions[Kind]['asks'],
    options: AskOptions,
  ): Promise<Answered<Kind>>;
}

export interface AskOptions {
  /** Drops the question: it then never settles. */
  signal?: AbortSignal;
  /** The state to ask about in place of the one that is shown. */
  model?: Model;
  /**
   * Told how much is done, 0 to 1; at first when the question's turn has come, and from 0 again where it
   * is asked once more.
   */
  onProgress?(done: number): void;
}

/** An answer, and the state of the network that it is about. */
export interface Answered<Kind extends QuestionKind> {
  answer: Questions[Kind]['answer'];
  model: Model;
}

export type Playground = PlaygroundState & PlaygroundActions;

/** Whether it trains, or will as soon as the first images are here. */
export function isTraining({ phase, pending }: PlaygroundState): boolean {
  return phase === 'training' || pending !== null;
}
