/** Set by the build: an address, or where the playground lies as seen from the built script. */
declare const PLAYGROUND_HOME: string;

/**
 * Folder of the playground. The inner `new URL` keeps bundlers from taking the pair for a file that
 * they should copy.
 *
 * @throws TypeError in a script without an address of its own, such as a notebook's
 */
export function home(): string {
  return new URL(PLAYGROUND_HOME, new URL(import.meta.url)).href;
}
