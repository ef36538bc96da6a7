import { DIGIT_SIZE } from '../spec/shape.ts';

/** Indices from `start` up to but not including `end`. */
export interface IndexRange {
  start: number;
  end: number;
}

/** The pictures of one split, of which some may not have arrived yet. */
export class PictureSet {
  readonly count: number;
  /** [count, 784], 0 background to 255 ink; zeros where a picture has not arrived. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** [count], digits 0 to 9. All labels come with the first pack. */
  readonly labels: Uint8Array<ArrayBuffer>;
  #ranges: readonly IndexRange[] = [];

  constructor(count: number) {
    this.count = count;
    this.pixels = new Uint8Array(count * DIGIT_SIZE);
    this.labels = new Uint8Array(count);
  }

  /** What has arrived: in ascending order, never touching. A new array after every arrival. */
  get arrived(): readonly IndexRange[] {
    return this.#ranges;
  }

  get arrivedCount(): number {
    return this.#ranges.reduce((sum, range) => sum + range.end - range.start, 0);
  }

  /** Whether picture `index` has arrived. */
  has(index: number): boolean {
    return this.#ranges.some((range) => index >= range.start && index < range.end);
  }

  /** Notes that the pictures from `start` up to but not including `end` are in `pixels`. */
  markArrived(start: number, end: number): void {
    const merged = { start, end };
    const apart: IndexRange[] = [];
    for (const range of this.#ranges) {
      if (range.end < merged.start || range.start > merged.end) {
        apart.push(range);
      } else {
        merged.start = Math.min(merged.start, range.start);
        merged.end = Math.max(merged.end, range.end);
      }
    }
    this.#ranges = [...apart, merged].sort((a, b) => a.start - b.start);
  }
}

/** All of MNIST, as far as it has arrived. */
export interface Dataset {
  train: PictureSet;
  test: PictureSet;
}
