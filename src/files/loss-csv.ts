import { type LossPoint, penaltiesIn } from '../spec/checkpoint.ts';

/** The loss curve as a table: a line a point, empty where there was no loss of that kind. */
export function writeLossCsv(history: readonly LossPoint[]): string {
  const kinds = penaltiesIn(history);
  const lines = history.map(({ step, epoch, training, validation, penalties }) =>
    [
      step,
      epoch,
      training ?? '',
      validation ?? '',
      ...kinds.map((kind) => penalties[kind] ?? ''),
    ].join(','),
  );
  const names = ['step', 'epoch', 'training_loss', 'validation_loss', ...kinds];
  return [names.join(','), ...lines, ''].join('\n');
}
