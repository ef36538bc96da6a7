/** A canvas to draw on that is not on the page: `OffscreenCanvas` is missing in older Safaris. */
export function newSheet(width: number, height: number): HTMLCanvasElement {
  const sheet = document.createElement('canvas');
  sheet.width = width;
  sheet.height = height;
  return sheet;
}
