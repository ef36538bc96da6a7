import { describe, expect, it } from 'vitest';
import { summaryOf, tallyOfCommand, tallyOfPlaywright, tallyOfVitest } from './summary.mjs';

const test = (status: 'expected' | 'unexpected' | 'flaky' | 'skipped', ...paths: string[]) => ({
  status,
  results: [{ attachments: paths.map((path) => ({ path })) }],
});

const spec = (title: string, ...tests: ReturnType<typeof test>[]) => ({
  title,
  file: 'map.spec.ts',
  line: 67,
  tests,
});

describe('tallyOfPlaywright', () => {
  it('counts the tests of all suites, and names those that failed with their evidence', () => {
    const report = {
      errors: [],
      suites: [
        {
          specs: [spec('draws', test('expected')), spec('walks', test('unexpected', '/shot.png'))],
          suites: [{ specs: [spec('rests', test('skipped')), spec('turns', test('expected'))] }],
        },
      ],
    };
    expect(tallyOfPlaywright(report, 1)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
      failures: ['e2e/map.spec.ts:67 walks\n    /shot.png'],
    });
  });

  it('takes a test that passed when tried again for one that failed', () => {
    const report = { errors: [], suites: [{ specs: [spec('wavers', test('flaky'))] }] };
    expect(tallyOfPlaywright(report, 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts an error outside all tests', () => {
    const report = { errors: [{ message: 'Port 4319 is used\nat …' }], suites: [] };
    const failures = ['Port 4319 is used'];
    expect(tallyOfPlaywright(report, 1)).toMatchObject({ failed: 1, failures });
  });

  it('fails where there is no report', () => {
    expect(tallyOfPlaywright(null, 1).failures).toEqual(['playwright exited with 1']);
  });
});

describe('tallyOfVitest', () => {
  const report = { numPassedTests: 3, numPendingTests: 1, numTodoTests: 0 };
  const tests = [
    { status: 'passed', fullName: 'adds' },
    { status: 'failed', fullName: 'divides' },
  ];

  it('names the tests that failed', () => {
    const testResults = [{ name: '/sum.test.ts', status: 'failed', assertionResults: tests }];
    expect(tallyOfVitest({ ...report, testResults }, 1)).toEqual({
      passed: 3,
      failed: 1,
      skipped: 1,
      failures: ['/sum.test.ts divides'],
    });
  });

  it('counts a file that could not be run, and an exit that no test explains', () => {
    const testResults = [{ name: '/sum.test.ts', status: 'failed', assertionResults: [] }];
    const { failures } = tallyOfVitest({ ...report, testResults }, 1);
    expect(failures).toEqual(['/sum.test.ts could not be run']);
    expect(tallyOfVitest({ ...report, testResults: [] }, 1).failed).toBe(1);
  });
});

describe('summaryOf', () => {
  it('ends with one count over all parts, after their times', () => {
    const parts = [
      { name: 'check', seconds: 12.3, ...tallyOfCommand('check', 0) },
      { name: 'unit', seconds: 190, passed: 1400, failed: 0, skipped: 0, failures: [] },
      { name: 'alone', seconds: 59.7, passed: 26, failed: 0, skipped: 0, failures: [], note: 'x' },
    ];
    expect(summaryOf(parts)).toBe(
      [
        '',
        'check   0:12',
        'unit    3:10  1400 passed, 0 failed, 0 skipped',
        'alone   1:00  26 passed, 0 failed, 0 skipped  x',
        'all     4:22',
        '1426 passed, 0 failed, 0 skipped',
      ].join('\n'),
    );
  });

  it('names what failed in an early part, whatever passed later', () => {
    const parts = [
      {
        name: 'journeys',
        seconds: 1,
        passed: 0,
        failed: 1,
        skipped: 0,
        failures: ['a.spec.ts:1 a'],
      },
      { name: 'alone', seconds: 1, passed: 26, failed: 0, skipped: 0, failures: [] },
    ];
    const summary = summaryOf(parts);
    expect(summary).toContain('Failed:\n  journeys: a.spec.ts:1 a\n');
    expect(summary.endsWith('26 passed, 1 failed, 0 skipped')).toBe(true);
  });
});
