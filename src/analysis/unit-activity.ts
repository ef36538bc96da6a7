/** How many of the pictures that excite a unit most are kept. */
export const BEST = 9;

/** What the units of one layer made of many pictures. */
export interface UnitActivity {
  /** Per unit the largest distance from 0 of its output; 0 for a unit that was never on. */
  most: Float32Array<ArrayBuffer>;
  /** Per unit the `BEST` pictures with the largest outputs, by number, the largest first. */
  best: Uint16Array<ArrayBuffer>;
}

/** Watches a layer's units over many pictures, one after the other. */
export class ActivityTally {
  readonly activity: UnitActivity;
  /** The outputs behind `activity.best`. */
  private readonly outputs: Float32Array;

  constructor(units: number) {
    this.activity = { most: new Float32Array(units), best: new Uint16Array(units * BEST) };
    this.outputs = new Float32Array(units * BEST).fill(Number.NEGATIVE_INFINITY);
  }

  /**
   * Counts one picture.
   * @param values the layer's output, channels last: a unit that is a feature map has a value for every
   *   place, of which the largest counts
   */
  add(picture: number, values: Float32Array): void {
    const { most } = this.activity;
    const units = most.length;
    for (let unit = 0; unit < units; unit++) {
      let largest = Number.NEGATIVE_INFINITY;
      let reach = most[unit] as number;
      for (let i = unit; i < values.length; i += units) {
        const value = values[i] as number;
        largest = Math.max(largest, value);
        reach = Math.max(reach, Math.abs(value));
      }
      most[unit] = reach;
      this.insert(unit, picture, largest);
    }
  }

  private insert(unit: number, picture: number, output: number): void {
    const { best } = this.activity;
    const [first, last] = [unit * BEST, unit * BEST + BEST - 1];
    let place = last;
    if (output <= (this.outputs[last] as number)) return;
    for (; place > first && output > (this.outputs[place - 1] as number); place--) {
      this.outputs[place] = this.outputs[place - 1] as number;
      best[place] = best[place - 1] as number;
    }
    this.outputs[place] = output;
    best[place] = picture;
  }
}
