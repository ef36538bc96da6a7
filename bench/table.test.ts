import { expect, it } from 'vitest';
import { formatNumber, formatShare, formatTable } from './table.ts';

it('aligns names to the left and figures to the right, as Markdown', () => {
  const table = formatTable(
    ['Network', 'simd'],
    [
      ['Vanilla 32', '135,942'],
      ['Deep 4', ''],
    ],
  );
  expect(table).toBe(
    [
      '| Network    |    simd |',
      '| ---------- | ------: |',
      '| Vanilla 32 | 135,942 |',
      '| Deep 4     |         |',
    ].join('\n'),
  );
});

it('writes as many digits as a figure is worth', () => {
  expect([135_941.7, 614, 34.14, 2.5, 0.0871].map(formatNumber)).toEqual([
    '135,942',
    '614',
    '34.1',
    '2.50',
    '0.0871',
  ]);
  expect(formatNumber(Number.NaN)).toBe('');
  expect(formatShare(0.583)).toBe('58%');
  expect(formatShare(0.0024)).toBe('0.2%');
});
