import type { Facts } from '../facts.ts';
import { lines } from '../text.ts';

/**
 * From `train_images`, `train_labels`, `test_images`, `test_labels` to `train` and `validation`, pictures
 * [n, 28, 28] from 0 to 1.
 * @param isIn a call of the library that tells which labels are among the chosen ones
 */
export function choosingLines(
  { training, allDigits }: Facts,
  isIn: (labels: string, digits: string) => string,
): string {
  const { images, digits, validation } = training;
  const cut = Math.floor(images * 0.9);
  const held = validation === 'heldOut';
  const some = images < 60_000 || held;
  return lines(
    held && '# The last tenth of the chosen images is held out for validation.',
    held
      ? `validation, validation_labels = train_images[${cut}:${images}], train_labels[${cut}:${images}]`
      : 'validation, validation_labels = test_images, test_labels',
    some
      ? `train, train_labels = train_images[:${held ? cut : images}], train_labels[:${held ? cut : images}]`
      : 'train = train_images',
    !allDigits && [
      `digits = ${JSON.stringify(digits)}`,
      `train = train[${isIn('train_labels', 'digits')}]`,
      `validation = validation[${isIn('validation_labels', 'digits')}]`,
    ],
  );
}

/** Rows of ten digits, as the tutorials show them; every entry of `rows` is a name and an array. */
export function plotLines(rows: readonly (readonly [title: string, array: string])[]): string {
  return lines(
    'rows = {',
    rows.map(([title, array]) => `    "${title}": ${array},`),
    '}',
    `figure, axes = plt.subplots(len(rows), 10, figsize=(10, 1.2 * len(rows)))`,
    'for axes_of_row, (title, pictures) in zip(axes, rows.items()):',
    '    axes_of_row[0].set_title(title, loc="left")',
    '    for axis, picture in zip(axes_of_row, pictures):',
    '        # A code is drawn as a strip, a digit as it is.',
    '        axis.imshow(picture.reshape(-1, 28) if picture.size == 784 else picture.reshape(1, -1), cmap="gray")',
    '        axis.axis("off")',
    'plt.show()',
  );
}
