import { type NumberRange, rangeProblem } from '../../spec/range.ts';

/** What a typed text says, whatever language its number is written in. */
export type Reading =
  | { kind: 'empty' }
  | { kind: 'number'; value: number }
  /** One mark before three digits: it ends the whole number, or it parts the thousands. */
  | { kind: 'ambiguous'; decimal: number; grouped: number }
  | { kind: 'unreadable' };

/** Zeros of the scripts whose digits are typed: Arabic, Persian, Indic, Thai, Lao, Tibetan, full width … */
const ZEROS = '٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐０';
const DECIMAL_MARKS = ['.', ',', '٫'] as const;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Thousands, or hundreds above the last thousand as in India; `'` stands for any mark. */
const GROUPED = /^[1-9]\d{0,2}(?:'\d{3})+$|^[1-9]\d?(?:'\d\d)+'\d{3}$/;
const FRACTION = /^\d*$|^(?:\d{3}')+\d{1,3}$/;

/**
 * Reads a number as people write it: decimal comma or point, thousands parted by comma, point,
 * space or apostrophe, an exponent (`1e-3`, `4.5·10⁻⁷`), any script's digits.
 * It never takes a part of the text, and never one of two readings for the other.
 */
export function readNumber(text: string): Reading {
  const plain = plainText(text);
  if (plain === '') return { kind: 'empty' };
  const [, sign = '', mantissa = '', exponent = ''] =
    /^([+-]?)([\d.,'٫]+)(e[+-]?\d+)?$/.exec(plain) ?? [];
  // Adding 0 turns -0 into 0.
  const values = [...new Set(formsOf(mantissa).map((form) => Number(sign + form + exponent) + 0))];
  const [first, second] = values;
  if (first === undefined) return { kind: 'unreadable' };
  if (second === undefined) return { kind: 'number', value: first };
  const [decimal, grouped] = Math.abs(first) < Math.abs(second) ? [first, second] : [second, first];
  return { kind: 'ambiguous', decimal, grouped };
}

/**
 * As `readNumber`, for a field of `range`: a point is the page's own decimal mark, so where a
 * fraction is wanted and the thousands can't be meant, `1.234` is one.
 */
export function readNumberFor(range: NumberRange, text: string): Reading {
  const reading = readNumber(text);
  if (reading.kind !== 'ambiguous' || range.integer || plainText(text).includes(',')) {
    return reading;
  }
  const canBeGrouped = reading.grouped >= range.min && reading.grouped <= range.max;
  return canBeGrouped ? reading : { kind: 'number', value: reading.decimal };
}

/** What stands beside a field whose text was not taken. */
export interface NumberNote {
  text: string;
  /** What the text may mean, to choose from. */
  readings: readonly number[];
}

/** What becomes of a text: a number in range, nothing set, or a note while the old value stays. */
export type Verdict =
  | { kind: 'taken'; value: number }
  | { kind: 'off' }
  | { kind: 'refused'; note: NumberNote };

/** Judges what was typed into a field of `range` over `value`, which is null while nothing is set. */
export function judgeText(range: NumberRange, text: string, value: number | null): Verdict {
  const reading = readNumberFor(range, text);
  switch (reading.kind) {
    case 'empty':
      return { kind: 'off' };
    case 'number':
      return judgeNumber(range, reading.value, value);
    case 'unreadable':
      return refused(`This can’t be read as a number. ${stays(value)}.`);
    case 'ambiguous':
      return refused(
        `“${text.trim()}” can be read in two ways. ${stays(value)} until you choose:`,
        [reading.decimal, reading.grouped],
      );
  }
}

/** Judges a number that is meant for a field of `range` with `value`; NaN stands for none. */
export function judgeNumber(range: NumberRange, number: number, value: number | null): Verdict {
  const problem = rangeProblem(range, number);
  return problem ? refused(`${problem} ${stays(value)}.`) : { kind: 'taken', value: number };
}

function refused(text: string, readings: readonly number[] = []): Verdict {
  return { kind: 'refused', note: { text, readings } };
}

function stays(value: number | null): string {
  return value === null ? 'It stays off' : `It stays ${value}`;
}

/** The text in ASCII: digits, sign, `e` for the exponent; `'` parts thousands; `٫` is decimal. */
function plainText(text: string): string {
  return (
    text
      .trim()
      // Marks of direction come with numbers copied from Arabic or Hebrew text.
      .replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, '')
      .replace(/\p{Nd}/gu, (digit) => asciiDigit(digit))
      .replace(/[−﹣－‐‑–]/g, '-')
      .replace(/＋/g, '+')
      .replace(/[،，﹐]/g, ',')
      .replace(/[．﹒]/g, '.')
      .replace(/(?<=\d)[\s'’ʼ＇_٬](?=\d)/g, "'")
      .replace(/\s/g, '')
      .replace(/(?<=\d)[·⋅×x*]10(?:\^|(?=[⁺⁻⁰¹²³⁴-⁹]))/, 'e')
      .replace(/(?<=^[+-]?)10(?:\^|(?=[⁺⁻⁰¹²³⁴-⁹]))/, '1e')
      .replace(/[⁺⁻⁰¹²³⁴-⁹]+$/, asciiExponent)
      // Cyrillic and Greek keyboards have a letter of the same shape.
      .replace(/[EеЕεΕ]/g, 'e')
  );
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = [...ZEROS].find((one) => code >= one.charCodeAt(0) && code < one.charCodeAt(0) + 10);
  return zero ? String(code - zero.charCodeAt(0)) : digit;
}

/** Superscripts mean a power after `10` alone: elsewhere they stay, and can't be read. */
function asciiExponent(raised: string, offset: number, text: string): string {
  if (text[offset - 1] !== 'e') return raised;
  return [...raised]
    .map((char) => (char === '⁻' ? '-' : char === '⁺' ? '+' : SUPERSCRIPTS.indexOf(char)))
    .join('');
}

/** What a mantissa may stand for, as text that `Number` reads: one form for each decimal mark. */
function formsOf(mantissa: string): string[] {
  return DECIMAL_MARKS.flatMap((mark) => {
    const [whole = '', fraction = '', ...rest] = mantissa.split(mark);
    const groups = new Set(whole.match(/\D/g));
    const isWhole =
      groups.size === 0 || (groups.size === 1 && GROUPED.test(whole.replace(/\D/g, "'")));
    if (rest.length > 0 || !isWhole || !FRACTION.test(fraction)) return [];
    const digits = whole.replace(/\D/g, '');
    const decimals = fraction.replace(/\D/g, '');
    return digits + decimals === '' ? [] : [`${digits || '0'}.${decimals || '0'}`];
  });
}

/**
 * The next number up (`direction` 1) or down (-1), `times` steps away, no farther than the range.
 * Without a step of its own a fraction moves by one of its first digit: 0.001, 0.002 … 0.009, 0.01.
 */
export function stepNumber(
  range: NumberRange,
  value: number,
  direction: 1 | -1,
  { step, times = 1 }: { step?: number | undefined; times?: number } = {},
): number {
  const by = step ?? (range.integer ? 1 : null);
  let next = value;
  for (let count = 0; count < times; count += 1) next += direction * (by ?? place(next, direction));
  return Math.min(range.max, Math.max(range.min, Number(next.toPrecision(12))));
}

/** The decimal place that a step of `direction` moves. */
function place(value: number, direction: 1 | -1): number {
  if (value === 0) return 0.1;
  const size = Number(Math.abs(value).toPrecision(12));
  const power = Number(`1e${size.toExponential().split('e')[1]}`);
  const shrinks = value > 0 === direction < 0;
  return shrinks && size === power ? power / 10 : power;
}
