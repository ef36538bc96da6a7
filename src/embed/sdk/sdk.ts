import { AutoencoderPlaygroundElement } from './element.ts';
import { type PlaygroundOptions, setOptions } from './options.ts';

export type { EmbedEvents, EmbedState, EventName, Options, Theme } from '../messages.ts';
export type { PlaygroundOptions } from './options.ts';
export { AutoencoderPlaygroundElement };

const TAG = 'autoencoder-playground';

// A page may load this script twice, and a server has no elements.
if (globalThis.customElements?.get(TAG) === undefined) {
  globalThis.customElements?.define(TAG, AutoencoderPlaygroundElement);
}

/**
 * Puts a playground at the end of an element.
 *
 * @param target the element, or a selector of it
 * @throws Error if the page has no such element
 */
export function embedPlayground(
  target: Element | string,
  options: PlaygroundOptions = {},
): AutoencoderPlaygroundElement {
  const parent = typeof target === 'string' ? document.querySelector(target) : target;
  if (!parent) throw new Error(`The page has no element ${target} for the playground.`);
  const playground = document.createElement(TAG);
  setOptions(playground, options);
  parent.append(playground);
  return playground;
}
