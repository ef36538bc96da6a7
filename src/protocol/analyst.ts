import type { ClassifierKind, FeatureKind, LabelCount } from '../spec/classifiers.ts';
import type { CodePlane } from '../spec/code-plane.ts';
import type { Histogram } from '../spec/histograms.ts';
import type { ScoreKind } from '../spec/scores.ts';
import type { OptimizerState, TrainingStep } from '../spec/training-step.ts';
import type { Enlarged, UpsamplingKind } from '../spec/upsampling.ts';
import type { Model, ModelId } from './model.ts';
import type { AgainstPca, Anomalies } from './uses.ts';

/** What a layer's units made of many test images. */
export interface LayerActivity {
  /** Per unit the largest distance from 0 of its output. */
  most: Float32Array<ArrayBuffer>;
  /** Per unit the nine test images with the largest outputs, the largest first. */
  best: Uint16Array<ArrayBuffer>;
}

/** What can be asked about a network in one state and the data set: one entry a question. */
export interface Questions {
  /** Codes of the first test images. */
  testCodes: {
    asks: { count: number };
    /** `count` × `size` values, and the digits. */
    answer: { codes: Float32Array<ArrayBuffer>; size: number; labels: Uint8Array<ArrayBuffer> };
  };
  /** What the units of every layer make of the first test images. */
  activity: {
    asks: { count: number };
    /** By layer, the encoder's first; null for layers that the stage leaves out. */
    answer: { layers: (LayerActivity | null)[] };
  };
  /** How every layer's weights spread, and ∂loss/∂weights of one batch of training images. */
  histograms: {
    asks: Record<string, never>;
    /** By layer; null for layers without a kernel of their own, or that the stage leaves out. */
    answer: { layers: ({ weights: Histogram; gradients: Histogram } | null)[] };
  };
  /** The picture that one unit of a layer responds to most, found by gradient ascent from noise. */
  ascent: {
    asks: { layer: number; unit: number };
    /**
     * 784 values from 0 to 1, and the unit's sum before its activation for the noise and for the
     * picture; of a feature map the one in its middle.
     */
    answer: { picture: Float32Array<ArrayBuffer>; before: number; after: number };
  };
  /** How two presets' ways to enlarge compare, after so many steps of training with the spec's seed. */
  upsampling: {
    asks: { steps: number };
    answer: Record<UpsamplingKind | 'originals', Enlarged>;
  };
  /** What one step of training on a picture, 784 values before any corruption, would do. */
  trainingStep: {
    asks: { picture: Float32Array<ArrayBuffer>; optimizer: OptimizerState };
    answer: TrainingStep;
  };
  /** The first test images, `count` × 784 bytes. */
  testPixels: { asks: { count: number }; answer: { pixels: Uint8Array<ArrayBuffer> } };
  /** Codes of n pictures, n × 784 values as they go in: n × code size values. */
  encode: {
    asks: { pictures: Float32Array<ArrayBuffer> };
    answer: { codes: Float32Array<ArrayBuffer> };
  };
  /** Pictures of n codes, n × code size values: n × 784 values. */
  decode: {
    asks: { codes: Float32Array<ArrayBuffer> };
    answer: { pictures: Float32Array<ArrayBuffer> };
  };
  /**
   * The codes of the first test images laid out in the plane, `count` × 2 values; a code of two units
   * as it is. `before` holds the points of the map before, which the new ones are turned towards.
   */
  latentMap: {
    asks: { count: number; method: 'pca' | 'umap'; before: Float32Array<ArrayBuffer> | null };
    answer: Questions['testCodes']['answer'] & {
      points: Float32Array<ArrayBuffer>;
      /** Null where no place of the map has a code of its own. */
      plane: CodePlane | null;
    };
  };
  /** The network beside PCA with as many components as its code has numbers, on the test images. */
  againstPca: {
    /** How many test images are laid out on the two maps. */
    asks: { mapped: number };
    answer: AgainstPca;
  };
  /** How well a classifier tells the test digits by some features, after it has seen some labels. */
  classification: {
    asks: { features: FeatureKind; classifier: ClassifierKind; labels: LabelCount };
    /** The confusion matrix: 10 × 10 test images, a row for each true digit. */
    answer: { accuracy: number; confusion: Uint32Array<ArrayBuffer>; size: number };
  };
  /**
   * How strange test images are to the network, by its reconstruction error. Normal are the digits that
   * train; strange the other ones or, where there are files, the pictures in these.
   */
  anomalies: {
    asks: { score: ScoreKind; files: File[] | null };
    answer: Anomalies;
  };
  /** The score of one picture of 784 values. */
  strangeness: {
    asks: { score: ScoreKind; picture: Float32Array<ArrayBuffer> };
    answer: { score: number };
  };
}

export type QuestionKind = keyof Questions;

export type Ask = {
  [Kind in QuestionKind]: { kind: Kind; asks: Questions[Kind]['asks'] };
}[QuestionKind];

/**
 * The analyst is a third worker, for what takes seconds: it exists while a view is open that asks. It
 * has its own copy of the data set, and answers one question after the other.
 */
export type AnalystCommand =
  /** Must come first. `baseUrl` is the folder that holds the data set's packs. */
  | { type: 'open'; baseUrl: string }
  /** The network that questions from here on are about. */
  | { type: 'model'; model: Model }
  /** Takes back a question: one that waits is never begun, one that is being answered may end early. */
  | { type: 'drop'; id: number }
  /** About `model`, which was sent last. */
  | ({ type: 'ask'; id: number; model: ModelId } & Ask);

export type AnalystEvent =
  /** How much of the answer is there, 0 to 1; begins with 0 when the question's turn has come. */
  | { type: 'progress'; id: number; done: number }
  | { type: 'answer'; id: number; answer: Questions[QuestionKind]['answer'] }
  /** Why there is no answer, a sentence for the student. */
  | { type: 'failed'; id: number; reason: string };
