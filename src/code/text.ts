type Line = string | false | null | undefined;

/** Lines of code one under the other; those that are false or null are left out. */
export function lines(...all: readonly (Line | readonly Line[])[]): string {
  return all
    .flat()
    .filter((line): line is string => typeof line === 'string')
    .join('\n');
}

/** Moves every line that is not empty to the right. */
export function indent(code: string, spaces = 4): string {
  return code.replace(/^(?=.)/gm, ' '.repeat(spaces));
}

/** A number as a float of Python: Keras refuses a learning rate of `1`. */
export function float(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Characters of a line that is easy to read in a panel or on a slide. */
const WIDTH = 88;

/** A call on one line; where that would be too long, its options on lines of their own. */
export function call(
  head: string,
  options: readonly string[],
  tail: string,
  spaces: number,
): string {
  const line = `${head}${options.join(', ')}${tail}`;
  if (line.length <= WIDTH) return line;
  const rows: string[] = [];
  for (const option of options) {
    const last = rows.at(-1);
    if (last && last.length + option.length < WIDTH - 16) {
      rows[rows.length - 1] = `${last} ${option},`;
    } else {
      rows.push(`${option},`);
    }
  }
  return lines(head.trimEnd(), indent(rows.join('\n'), spaces), tail.trimStart());
}
