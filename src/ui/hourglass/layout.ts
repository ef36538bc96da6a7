import { DIGIT_SIZE, isPicture } from '../../spec/shape.ts';
import type { Station } from './stations.ts';

/** Where a station stands: `start` and `length` along the data's way, `across` at right angles. */
export interface Place {
  start: number;
  length: number;
  /** Of the hourglass here. */
  across: number;
  /** Of the picture itself, at most `across`. */
  height: number;
}

export interface HourglassLayout {
  places: Place[];
  /** Needed along the way: what was given, or more where the stations would not fit. */
  along: number;
}

const LEAST_GAP = 8;
const LEAST_ACROSS = 56;
const FLOW = 120;
/** The hourglass reaches this far beyond its first and last picture, on all sides. */
export const MARGIN = 12;
const LENGTHS = { list: { least: 10, most: 36 }, maps: { least: 26, most: 132 }, code: 60 };

/**
 * Lays the stations along a way of `along` by `across` CSS pixels. The hourglass is as wide as the
 * logarithm of the numbers that pass there. Pictures take a whole number of CSS pixels a pixel.
 */
export function layOut(
  stations: readonly Station[],
  along: number,
  across: number,
): HourglassLayout {
  const hidden = stations.filter((station) => !isShownWhole(station));
  const beside = stations.filter((station) => station.beside).length;
  const side = pictureSide(hidden, beside, along, across);
  const smaller = Math.max(56, Math.round((side * 0.6) / 28) * 28);

  const pictures = 2 * side + beside * smaller;
  const gaps = stations.length - 1;
  // One margin at each end of the way and of the hourglass where a picture stands beside it.
  const margins = (2 + beside) * MARGIN;
  const room = along - margins;
  const free = room - pictures - gaps * LEAST_GAP;
  const share = hidden.length > 0 ? free / hidden.length : 0;
  const lengths = stations.map((station) => {
    if (station.beside) return smaller;
    return isShownWhole(station) ? side : lengthOf(station, share);
  });
  const used = lengths.reduce((sum, length) => sum + length, 0);
  const gap = Math.max(LEAST_GAP, (room - used) / gaps);

  const breadth = breadthOf(stations, Math.max(side + 2 * MARGIN, 0.82 * across), across);
  let start = MARGIN;
  const places = stations.map((station, index) => {
    const length = lengths[index] ?? 0;
    if (station.beside !== (stations[index - 1]?.beside ?? station.beside)) start += MARGIN;
    const whole = isShownWhole(station);
    const wide = breadth(station.numbers);
    const place = {
      start,
      length,
      across: wide,
      height: whole ? length : Math.max(LEAST_ACROSS, wide - 16),
    };
    start += length + gap;
    return place;
  });
  return { places, along: Math.max(along, used + gaps * gap + margins) };
}

function isShownWhole(station: Station): boolean {
  return station.role !== 'layer' && station.role !== 'code';
}

/** Side of what goes in and of the reconstruction: as large as leaves the others room. */
function pictureSide(
  hidden: readonly Station[],
  beside: number,
  along: number,
  across: number,
): number {
  const wanted = hidden.reduce((sum, station) => sum + (isPicture(station.shape) ? 64 : 28), 0);
  // The fewer layers, the more of the way is left for the hourglass to flow.
  const flow = FLOW / Math.max(1, hidden.length);
  const room = Math.min((along - wanted - flow) / (2.6 + 0.6 * beside), across * 0.66);
  const multiple = Math.floor(room / 28);
  return Math.min(10, Math.max(along < 700 ? 2 : 3, multiple)) * 28;
}

function lengthOf(station: Station, share: number): number {
  const { least, most } = isPicture(station.shape) ? LENGTHS.maps : LENGTHS.list;
  const limit = station.role === 'code' ? Math.max(most, LENGTHS.code) : most;
  return Math.floor(Math.min(limit, Math.max(least, share)));
}

/** The logarithm of the numbers: `whole` wide for a picture's 784, narrower for fewer, at most `across`. */
function breadthOf(
  stations: readonly Station[],
  whole: number,
  across: number,
): (numbers: number) => number {
  const fewest = Math.log(Math.min(...stations.map((station) => station.numbers)));
  const least = Math.min(whole * 0.4, 108);
  const slope = (whole - least) / Math.max(1, Math.log(DIGIT_SIZE) - fewest);
  return (numbers) => Math.min(across, whole + slope * (Math.log(numbers) - Math.log(DIGIT_SIZE)));
}
