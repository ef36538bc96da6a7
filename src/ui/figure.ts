const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number with three significant digits, as one writes it by hand: `−0.0123`, `4.5·10⁻⁷`. */
export function figure(value: number): string {
  if (value === 0) return '0';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  if (size >= 0.001 && size < 10_000) return sign + String(Number(size.toPrecision(3)));
  const [digits = '', exponent = ''] = size.toExponential(2).split('e');
  const raised = [...exponent].map((char) =>
    char === '-' ? '⁻' : (SUPERSCRIPTS[Number(char)] ?? ''),
  );
  return `${sign}${Number(digits)}·10${raised.join('')}`;
}

/** A number as a factor: negative ones in brackets. */
export function factor(value: number): string {
  return value < 0 ? `(${figure(value)})` : figure(value);
}
