import type { LossPoint } from '../protocol/trainer.ts';
import type { PenaltyKind } from '../spec/penalties.ts';

/** Weight of the past in the smoothed loss: about the last ten steps count. */
const SMOOTHING = 0.9;

/** Gathers losses between two reports to the page. */
export class LossLog {
  private sum = 0;
  private count = 0;
  private average: number;
  private weight: number;
  private penaltySums: Partial<Record<PenaltyKind, number>> = {};
  private validationLoss: number | null = null;

  /** @param before the log whose average goes on; its news are its own */
  constructor(before: LossLog | null = null) {
    this.average = before?.average ?? 0;
    this.weight = before?.weight ?? 0;
  }

  /** Takes one step's loss and penalties. */
  add(loss: number, penalties: readonly (readonly [PenaltyKind, number])[] = []): void {
    this.sum += loss;
    this.count++;
    for (const [kind, value] of penalties) {
      this.penaltySums[kind] = (this.penaltySums[kind] ?? 0) + value;
    }
    this.average = SMOOTHING * this.average + (1 - SMOOTHING) * loss;
    this.weight = SMOOTHING * this.weight + (1 - SMOOTHING);
  }

  addValidation(loss: number): void {
    this.validationLoss = loss;
  }

  /** Exponential moving average, corrected for its start as Adam's moments are; null at first. */
  get smoothed(): number | null {
    return this.weight > 0 ? this.average / this.weight : null;
  }

  /** One point for all since the last call, at this place of the run; empty without news. */
  drain(step: number, epoch: number): LossPoint[] {
    const training = this.count > 0 ? this.sum / this.count : null;
    const validation = this.validationLoss;
    const penalties = Object.fromEntries(
      Object.entries(this.penaltySums).map(([kind, sum]) => [kind, sum / this.count]),
    );
    this.sum = 0;
    this.count = 0;
    this.penaltySums = {};
    this.validationLoss = null;
    if (training === null && validation === null) return [];
    return [{ step, epoch, training, penalties, validation }];
  }
}
