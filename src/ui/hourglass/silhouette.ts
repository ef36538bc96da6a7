import { MARGIN, type Place } from './layout.ts';

/**
 * Outline of the hourglass as an SVG path: flat at each station, an S between two.
 * `vertical` swaps the axes, for narrow screens.
 */
export function silhouettePath(
  places: readonly Place[],
  across: number,
  vertical: boolean,
): string {
  const middle = across / 2;
  const forth = side(places, (place) => middle - place.across / 2);
  const back = side(places, (place) => middle + place.across / 2).toReversed();
  const point = ([x, y]: Point) => {
    const [a, b] = vertical ? [y, x] : [x, y];
    return `${a.toFixed(1)} ${b.toFixed(1)}`;
  };
  const end = cap(forth.at(-1), back[0], MARGIN, point);
  const start = cap(back.at(-1), forth[0], -MARGIN, point);
  return `M${point(forth[0] ?? [0, 0])}${curve(forth, point)}${end}${curve(back, point)}${start}Z`;
}

/** Around an end of the hourglass from one side to the other, `margin` beyond the last picture. */
function cap(
  from: Point | undefined,
  to: Point | undefined,
  margin: number,
  point: (point: Point) => string,
): string {
  if (!from || !to) return '';
  const edge = from[0] + margin;
  const inward = Math.sign(to[1] - from[1]) * Math.abs(margin);
  const corner = `Q${point([edge, from[1]])} ${point([edge, from[1] + inward])}`;
  return `${corner}L${point([edge, to[1] - inward])}Q${point([edge, to[1]])} ${point(to)}`;
}

type Point = readonly [along: number, across: number];

/** Flat along the first and last picture and along the middle of the others, so that it flows. */
function side(places: readonly Place[], edge: (place: Place) => number): Point[] {
  return places.flatMap((place, index): Point[] => {
    const isEnd = index === 0 || index === places.length - 1;
    const inset = isEnd ? 0 : place.length * 0.25;
    return [
      [place.start + inset, edge(place)],
      [place.start + place.length - inset, edge(place)],
    ];
  });
}

function curve(points: readonly Point[], point: (point: Point) => string): string {
  let path = '';
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (!from) continue;
    const halfway = (from[0] + to[0]) / 2;
    path += `C${point([halfway, from[1]])} ${point([halfway, to[1]])} ${point(to)}`;
  }
  return path;
}
