/** What the student chose earlier in this browser under `key`; null where nothing is, or can be, stored. */
export function storedChoice(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is forbidden in some embeds.
    return null;
  }
}

/** Remembers a choice for later visits. */
export function storeChoice(key: string, choice: string): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // The choice then lasts as long as the page.
  }
}
