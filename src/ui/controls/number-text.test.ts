import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NumberRange } from '../../spec/range.ts';
import { judgeText, readNumber, readNumberFor, stepNumber } from './number-text.ts';

const number = (value: number) => ({ kind: 'number', value });
const ambiguous = (decimal: number, grouped: number) => ({ kind: 'ambiguous', decimal, grouped });
const unreadable = { kind: 'unreadable' };

describe('a number is read as people write it', () => {
  test.each<[text: string, reading: ReturnType<typeof readNumber>['kind'] | object]>([
    ['0,001', number(0.001)],
    ['0.001', number(0.001)],
    [',5', number(0.5)],
    ['.5', number(0.5)],
    ['5.', number(5)],
    [' 256 ', number(256)],
    ['+3', number(3)],
    ['-0,5', number(-0.5)],
    ['−0.5', number(-0.5)],
    ['1e-3', number(0.001)],
    ['1E−3', number(0.001)],
    ['1,5e-3', number(0.0015)],
    ['1е-3', number(0.001)],
    ['1·10⁻³', number(0.001)],
    ['4.5·10⁻⁷', number(4.5e-7)],
    ['2×10^-4', number(2e-4)],
    ['10⁻³', number(0.001)],
    ['-10^2', number(-100)],
    ['10', number(10)],
    ['٠٫٠٠١', number(0.001)],
    ['٠،٠٠١', number(0.001)],
    ['١٬٠٠٠', number(1000)],
    ['۲۵۶', number(256)],
    ['०.५', number(0.5)],
    ['๒๕๖', number(256)],
    ['０．００１', number(0.001)],
    ['２５６', number(256)],
    ['－１', number(-1)],
    ['\u200e−3', number(-3)],
    ['\u061c-٣', number(-3)],
    ['1 000', number(1000)],
    ['1\u2009000', number(1000)],
    ['1\u202f000,5', number(1000.5)],
    ['1\u00a0000.5', number(1000.5)],
    ['0.000\u2009001', number(1e-6)],
    ['1’000', number(1000)],
    ['1_000', number(1000)],
    ['1.000,5', number(1000.5)],
    ['1,000.5', number(1000.5)],
    ['1,000,000', number(1_000_000)],
    ['1.000.000', number(1_000_000)],
    ['12,34,567', number(1_234_567)],
    ['1000,500', number(1000.5)],
    ['1,00', number(1)],
    ['1,0000', number(1)],
    ['0,100', number(0.1)],
    ["1'000,500", number(1000.5)],
    ['1,000', ambiguous(1, 1000)],
    ['1.000', ambiguous(1, 1000)],
    ['-12,345', ambiguous(-12.345, -12345)],
    ['١،٥٠٠', ambiguous(1.5, 1500)],
    ['1,000e3', ambiguous(1000, 1_000_000)],
    ['', { kind: 'empty' }],
    ['  ', { kind: 'empty' }],
    ['abc', unreadable],
    ['0x10', unreadable],
    ['Infinity', unreadable],
    ['NaN', unreadable],
    ['1..2', unreadable],
    ['1,2,3', unreadable],
    ['1.2,3.4', unreadable],
    ['1 2', unreadable],
    ['1 00', unreadable],
    ['0 001', unreadable],
    ['1e', unreadable],
    ['e', unreadable],
    ['e5', unreadable],
    ['-', unreadable],
    ['.', unreadable],
    ['10³5', unreadable],
    ['2³', unreadable],
    ['50%', unreadable],
    ['1/2', unreadable],
    ['½', unreadable],
    ['--1', unreadable],
  ])('%j', (text, reading) => {
    expect(readNumber(text)).toEqual(reading);
  });
});

/** Every value that a text may stand for. */
function valuesOf(text: string): number[] {
  const reading = readNumber(text);
  if (reading.kind === 'number') return [reading.value];
  return reading.kind === 'ambiguous' ? [reading.decimal, reading.grouped] : [];
}

const LOCALES = [
  ...['en', 'de', 'de-CH', 'fr', 'es', 'pt-PT', 'it', 'pl', 'ru', 'uk', 'sv', 'nb', 'fi', 'tr'],
  ...['en-IN', 'hi-u-nu-deva', 'bn', 'mr', 'ar-EG', 'fa', 'ur', 'he', 'th-u-nu-thai', 'my'],
  ...['ja-u-nu-fullwide', 'zh', 'ko', 'ka', 'et', 'hu', 'sl'],
];

test('what any language writes for a number is read as that number, or asked about', () => {
  const values = fc.oneof(
    fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    fc.integer(),
    fc.integer({ min: -99_999, max: 99_999 }).map((thousandths) => thousandths / 1000),
  );
  fc.assert(
    fc.property(values, fc.constantFrom(...LOCALES), fc.boolean(), (value, locale, useGrouping) => {
      const rounded = Number(value.toFixed(9)) + 0;
      const format = new Intl.NumberFormat(locale, { useGrouping, maximumFractionDigits: 20 });
      expect(valuesOf(format.format(rounded)), locale).toContain(rounded);
    }),
    { numRuns: 1000 },
  );
});

test('what a program prints is read back exactly', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(valuesOf(String(value))).toContain(value + 0);
    }),
    { numRuns: 1000 },
  );
});

test('no text breaks the reader, and none is read as something that is no number', () => {
  const near = fc.string({ unit: fc.constantFrom(..."0019.,٫٬eE+-−·x^⁻³ \u2009٣０'") });
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: 'binary' })), (text) => {
      for (const value of valuesOf(text)) expect(value).not.toBeNaN();
    }),
    { numRuns: 2000 },
  );
});

describe('the field decides what a mark can mean', () => {
  const fraction: NumberRange = { label: 'Learning rate', min: 1e-6, max: 100 };
  const whole: NumberRange = { label: 'Epochs', min: 1, max: 1000, integer: true };

  test('a point is the decimal mark of the page where thousands are out of range', () => {
    expect(readNumberFor(fraction, '1.234')).toEqual(number(1.234));
    expect(readNumberFor({ ...fraction, max: 5000 }, '1.234')).toEqual(ambiguous(1.234, 1234));
  });

  test('a comma is asked about, and a point among whole numbers', () => {
    expect(readNumberFor(fraction, '1,000')).toEqual(ambiguous(1, 1000));
    expect(readNumberFor(whole, '1.000')).toEqual(ambiguous(1, 1000));
    expect(readNumberFor(whole, '1,000')).toEqual(ambiguous(1, 1000));
  });
});

describe('what is not taken is told beside the field', () => {
  const epochs: NumberRange = { label: 'Epochs', min: 1, max: 1000, integer: true };

  test.each([
    ['1,5', 'Epochs must be a whole number from 1 to 1000. It stays 20.', []],
    ['ten', 'This can’t be read as a number. It stays 20.', []],
    ['1,000', '“1,000” can be read in two ways. It stays 20 until you choose:', [1, 1000]],
  ])('%j', (text, sentence, readings) => {
    const note = { text: sentence, readings };
    expect(judgeText(epochs, text, 20)).toEqual({ kind: 'refused', note });
  });

  test('an empty text means that nothing is set', () => {
    expect(judgeText(epochs, ' ', 20)).toEqual({ kind: 'off' });
  });
});

describe('arrow keys', () => {
  const rate: NumberRange = { label: 'Learning rate', min: 1e-6, max: 100 };
  const epochs: NumberRange = { label: 'Epochs', min: 1, max: 1000, integer: true };

  test.each([
    [0.001, 1, 0.002],
    [0.009, 1, 0.01],
    [0.01, -1, 0.009],
    [0.0015, 1, 0.0025],
    [0.3, -1, 0.2],
    [100, 1, 100],
    [1e-6, -1, 1e-6],
  ] as const)('a fraction of %d moves by %d in its first digit', (value, direction, next) => {
    expect(stepNumber(rate, value, direction)).toBe(next);
  });

  test('a whole number moves by one, ten with a page key, and stays in range', () => {
    expect(stepNumber(epochs, 20, 1)).toBe(21);
    expect(stepNumber(epochs, 20, -1, { times: 10 })).toBe(10);
    expect(stepNumber(epochs, 995, 1, { times: 10 })).toBe(1000);
    expect(stepNumber(epochs, 1, -1)).toBe(1);
  });

  test('a step of its own is kept across zero', () => {
    const weight: NumberRange = { label: 'Weight', min: -100, max: 100 };
    expect(stepNumber(weight, 0.1, -1, { step: 0.1 })).toBe(0);
    expect(stepNumber(weight, 0, -1, { step: 0.1 })).toBe(-0.1);
  });

  test('steps stay in range and move, or are at its end', () => {
    fc.assert(
      fc.property(
        fc.double({ min: rate.min, max: rate.max, noNaN: true }),
        fc.constantFrom<1 | -1>(1, -1),
        (value, direction) => {
          const next = stepNumber(rate, value, direction);
          expect(next).toBeGreaterThanOrEqual(rate.min);
          expect(next).toBeLessThanOrEqual(rate.max);
          if (next !== rate.min && next !== rate.max) {
            expect(Math.sign(next - value)).toBe(direction);
          }
        },
      ),
    );
  });
});
