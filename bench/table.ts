/**
 * A table for a terminal that is one of Markdown too: the first column to the left, figures to the
 * right, columns as wide as they need to be.
 */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width, column)).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

/** Three significant digits and no more decimals than these need: 71,234, 4.52, 0.0871. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}

/** 0.523 as 52%, and a small one with a decimal: 0.2%. */
export function formatShare(value: number): string {
  if (!Number.isFinite(value)) return '';
  return `${value < 0.01 ? (100 * value).toFixed(1) : Math.round(100 * value)}%`;
}
