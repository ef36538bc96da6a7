import type { Spec } from '../spec/spec.ts';

/** Which state of which network something belongs to. */
export interface ModelId {
  /** Counts the networks that the page had built. */
  run: number;
  /** Training steps that the parameters have seen. */
  step: number;
  /** Differs between any two states: parameters of one step may differ, and so may the settings. */
  version: number;
}

/** A network in one state, with all it takes to answer questions about it. */
export interface Model extends ModelId {
  spec: Spec;
  /** Of training layer by layer; null while the whole network trains. */
  stage: number | null;
  /** The flat parameter array; offsets are in `summarize(spec.network).layers`. */
  parameters: Float32Array<ArrayBuffer>;
}
