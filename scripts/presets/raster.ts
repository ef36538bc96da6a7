/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A picture made of rectangles. */
export interface Raster {
  width: number;
  height: number;
  /** [height, width, 3] */
  pixels: Uint8Array;
}

export function createRaster(width: number, height: number, paper: Rgb): Raster {
  const raster = { width, height, pixels: new Uint8Array(width * height * 3) };
  fillRectangle(raster, { left: 0, top: 0, width, height }, paper);
  return raster;
}

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Fills whole pixels: edges are rounded. */
export function fillRectangle(raster: Raster, rectangle: Rectangle, colour: Rgb): void {
  const [left, right] = edges(rectangle.left, rectangle.width, raster.width);
  const [top, bottom] = edges(rectangle.top, rectangle.height, raster.height);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) raster.pixels.set(colour, (y * raster.width + x) * 3);
  }
}

function edges(start: number, length: number, most: number): [number, number] {
  const inside = (value: number) => Math.min(most, Math.max(0, Math.round(value)));
  return [inside(start), inside(start + length)];
}

/** The colour that lies `share` of the way from one to another. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (a: number, b: number) => Math.round(a + (b - a) * share);
  return [at(from[0], to[0]), at(from[1], to[1]), at(from[2], to[2])];
}
