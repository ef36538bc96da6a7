/** A picture as an SVG, a shape for each run of equal pixels in a row: sharp at any size. */
export function pixelsSvg({
  width,
  height,
  data,
}: Pick<ImageData, 'width' | 'height' | 'data'>): string {
  const shapes: string[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let first = 0, end = 0; first < width; first = end) {
      const fill = fillOf(data, y * width + first);
      do end += 1;
      while (end < width && fillOf(data, y * width + end) === fill);
      if (fill) shapes.push(`<path d="M${first} ${y}H${end}v1H${first}z" ${fill}/>`);
    }
  }
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  const open = `<svg xmlns="http://www.w3.org/2000/svg" ${size} shape-rendering="crispEdges">`;
  return [open, ...shapes, '</svg>'].join('\n');
}

/** Empty for a clear pixel. */
function fillOf(data: Uint8ClampedArray, pixel: number): string {
  const [red, green, blue, alpha = 0] = data.subarray(4 * pixel, 4 * pixel + 4);
  if (alpha === 0) return '';
  const opacity = alpha === 255 ? '' : ` fill-opacity="${(alpha / 255).toFixed(3)}"`;
  return `fill="rgb(${red} ${green} ${blue})"${opacity}`;
}
