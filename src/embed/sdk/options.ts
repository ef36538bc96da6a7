import type { Theme } from '../messages.ts';

/**
 * The attributes that go into the embed's address as they are; a test holds them to the table of
 * parameters, which is too large to be imported here.
 */
export const PARAMETERS = [
  'preset',
  'panels',
  'task',
  'code',
  'data',
  'train',
  'epochs',
  'controls',
  'theme',
  'lang',
  'seed',
  'backend',
] as const;

/** What an author chooses; each is an attribute of the element. */
export interface PlaygroundOptions {
  /** The network and its settings, such as `deep-4`. */
  preset?: string;
  /** What is shown, in this order: `drawing`, `hourglass`, `loss` and more. */
  panels?: string | readonly string[];
  /** What the network is asked to do, such as `denoise` or `gaussian:0.3`. */
  task?: string;
  /** Units of the code. */
  code?: number | string;
  /** How many images are used, such as `10k`. */
  data?: string;
  train?: 'click' | 'visible' | 'never';
  epochs?: number | string;
  controls?: 'full' | 'simple' | 'none';
  theme?: Theme;
  lang?: string;
  seed?: number | string;
  backend?: string;
  /** An experiment as the playground's links carry it, from `#` on: what Share gives. */
  link?: string;
  /** Folder of the playground; without it, where this script came from. */
  src?: string;
  /** CSS pixels until the playground has told its own height. */
  height?: number | string;
  /** `lazy` loads it when the reader comes near. */
  loading?: 'eager' | 'lazy';
  /** Name of the frame for screen readers. */
  title?: string;
}

/** Writes options as attributes; what is undefined is left as it is. */
export function setOptions(element: Element, options: PlaygroundOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
}
