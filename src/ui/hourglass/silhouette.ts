import type { Place } from './layout.ts';

/**
 * Outline of the hourglass as an SVG path: flat along each station, an S between two.
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
  const first = forth[0];
  if (!first) return '';
  const point = ([x, y]: Point) => {
    const [a, b] = vertical ? [y, x] : [x, y];
    return `${a.toFixed(1)} ${b.toFixed(1)}`;
  };
  return `M${point(first)}${curve(forth, point)}L${back[0] ? point(back[0]) : ''}${curve(back, point)}Z`;
}

type Point = readonly [along: number, across: number];

function side(places: readonly Place[], edge: (place: Place) => number): Point[] {
  return places.flatMap((place): Point[] => [
    [place.start, edge(place)],
    [place.start + place.length, edge(place)],
  ]);
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
