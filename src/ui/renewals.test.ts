import { expect, test } from 'vitest';
import { Renewals } from './renewals.ts';

test('a part that keeps breaking is given up, one that breaks now and then is not', () => {
  const renewals = new Renewals();
  expect([0, 1, 2, 3, 4].map((now) => renewals.isWorthwhile(now))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(renewals.isWorthwhile(60_005)).toBe(true);
  for (let minute = 2; minute < 100; minute += 1) {
    expect(renewals.isWorthwhile(minute * 60_000)).toBe(true);
  }
});
