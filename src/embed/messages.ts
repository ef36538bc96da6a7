/*
 * What the embedded page and the page around it say to each other. The host's script reads this file as
 * well, so it imports nothing but types.
 */

/** Grows when an old page and a new script would misunderstand each other. */
export const PROTOCOL = 1;

/** An embed's frame is called this and a nonce: who knows the nonce made the frame. */
export const FRAME_NAME = 'autoencoder-playground:';

/** Requests that may wait for their answers at a time; one more is refused. */
export const MAX_WAITING = 32;

/** Messages that host and frame look at in a second; what comes beyond them is dropped. */
export const MAX_RATE = 500;

/** Side of a picture times itself: how many values `reconstruct` and `encode` take, and `decode` gives. */
export const PICTURE_SIZE = 784;

/** Numbers in a code, at most. */
export const MAX_CODE = 4096;

/** The host's only message to the window, with one end of a channel; all others go through it. */
export interface Hello {
  autoencoderPlayground: typeof PROTOCOL;
  nonce: string;
}

export type Theme = 'auto' | 'light' | 'dark';

/** Parameters as they stand in the embed's address, by name. */
export type Options = Readonly<Record<string, string>>;

/** How an embedded playground stands. */
export interface EmbedState {
  /** `waiting`: a picture, because another playground of the page is in use. */
  phase: 'loading' | 'ready' | 'training' | 'paused' | 'error' | 'waiting';
  step: number;
  /** Epochs completed, and to be trained. */
  epoch: number;
  epochs: number;
  /** Smoothed over the last steps; null before the first. */
  loss: number | null;
  validationLoss: number | null;
  imagesPerSecond: number | null;
  /** Units of the code. */
  codeSize: number;
  /** The whole experiment as a link to the full page carries it. */
  link: string;
}

export interface EmbedEvents {
  /** Network and first images are there. */
  ready: EmbedState;
  /** The phase or the experiment changed. */
  state: EmbedState;
  /** While it trains, four times a second at most. */
  metrics: Pick<EmbedState, 'step' | 'epoch' | 'loss' | 'validationLoss' | 'imagesPerSecond'>;
  /** An epoch was completed. */
  epoch: Pick<EmbedState, 'epoch' | 'loss' | 'validationLoss'>;
  /** The student drew: 784 values from 0 to 1, as the network sees them. */
  drawing: { pixels: Float32Array };
  /** What went wrong, in a sentence. */
  error: { message: string };
}

export type EventName = keyof EmbedEvents;

/** What can be asked for, with what comes back. */
export interface Methods {
  configure: { takes: { options: Options }; gives: EmbedState };
  train: { takes: object; gives: EmbedState };
  pause: { takes: object; gives: EmbedState };
  step: { takes: { unit: 'batch' | 'epoch' }; gives: EmbedState };
  reset: { takes: object; gives: EmbedState };
  getState: { takes: object; gives: EmbedState };
  setTheme: { takes: { theme: Theme }; gives: EmbedState };
  /** What the network makes of a picture as it stands, without the task's corruption. */
  reconstruct: { takes: { pixels: Float32Array }; gives: Float32Array };
  encode: { takes: { pixels: Float32Array }; gives: Float32Array };
  decode: { takes: { code: Float32Array }; gives: Float32Array };
}

export type MethodName = keyof Methods;

export type Request = {
  [Name in MethodName]: { id: number; method: Name } & Methods[Name]['takes'];
}[MethodName];

export type FrameMessage =
  /** The answer to `Hello`, with its nonce. */
  | { type: 'welcome'; protocol: number; nonce: string }
  /** How high the content is, in CSS pixels. */
  | { type: 'height'; pixels: number }
  | { type: 'answer'; id: number; value: unknown }
  /** Why a request was not carried out, in a sentence. */
  | { type: 'refusal'; id: number; reason: string }
  | { type: 'event'; name: EventName; detail: unknown };
