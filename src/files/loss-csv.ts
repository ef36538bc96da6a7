import type { LossPoint } from '../spec/checkpoint.ts';

/** The loss curve as a table: a line a point, empty where there was no loss of that kind. */
export function writeLossCsv(history: readonly LossPoint[]): string {
  const lines = history.map(({ step, epoch, training, validation }) =>
    [step, epoch, training ?? '', validation ?? ''].join(','),
  );
  return ['step,epoch,training_loss,validation_loss', ...lines, ''].join('\n');
}
