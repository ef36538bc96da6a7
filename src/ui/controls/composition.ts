/**
 * Whether a key press belongs to an input method, which composes a word of several keys: its Enter
 * takes the word and its Escape drops it. Safari ends the composition before that Enter comes, and
 * tells it by the old code 229 alone.
 */
export function isComposing({ isComposing, keyCode }: Partial<KeyboardEvent>): boolean {
  return isComposing === true || keyCode === 229;
}
