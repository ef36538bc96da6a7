/** Whether the student asked the browser to save data. Only Chromium tells. */
export function savesData(): boolean {
  const { navigator } = globalThis as { navigator?: { connection?: { saveData: boolean } } };
  return navigator?.connection?.saveData ?? false;
}
