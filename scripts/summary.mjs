/* What a run of all tests comes to: one count, one list of failures, the time of each part. */

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} failures a line for each that failed
 *
 * @typedef {{ name: string, seconds: number, note?: string } & Tally} Part
 *
 * @typedef {object} VitestReport what its reporter `json` writes
 * @property {number} numPassedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }[]} testResults
 *
 * @typedef {object} PlaywrightSuite
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, file: string, line: number, tests: PlaywrightTest[] }[]} specs
 *
 * @typedef {object} PlaywrightTest
 * @property {'expected' | 'unexpected' | 'flaky' | 'skipped'} status
 * @property {{ attachments: { path?: string }[] }[]} results
 *
 * @typedef {object} PlaywrightReport what its reporter `json` writes
 * @property {PlaywrightSuite[]} suites
 * @property {{ message?: string }[]} errors
 */

/**
 * @param {string} command for people
 * @param {number} status how it exited
 * @returns {Tally} for a command that counts nothing
 */
export function tallyOfCommand(command, status) {
  return withExit({ passed: 0, failed: 0, skipped: 0, failures: [] }, command, status);
}

/**
 * @param {VitestReport | null} report null where none was written
 * @param {number} status how vitest exited
 * @returns {Tally}
 */
export function tallyOfVitest(report, status) {
  const failures = (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (tests.length > 0) return tests.map(({ fullName }) => `${name} ${fullName}`);
    return status === 'failed' ? [`${name} could not be run`] : [];
  });
  const tally = {
    passed: report?.numPassedTests ?? 0,
    failed: failures.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    failures,
  };
  return withExit(tally, 'vitest', status);
}

/**
 * A test that passed when tried again has failed; one that was never reached is skipped.
 *
 * @param {PlaywrightReport | null} report null where none was written
 * @param {number} status how Playwright exited
 * @returns {Tally}
 */
export function tallyOfPlaywright(report, status) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: 0, skipped: 0, failures: [] };
  /** @param {PlaywrightSuite} suite */
  const add = ({ suites, specs }) => {
    for (const { title, file, line, tests } of specs) {
      for (const { status, results } of tests) {
        if (status === 'expected') tally.passed++;
        else if (status === 'skipped') tally.skipped++;
        else {
          const evidence = results.flatMap(({ attachments }) =>
            attachments.map(({ path }) => path),
          );
          const [first] = evidence.filter((path) => path !== undefined);
          tally.failed++;
          tally.failures.push(`e2e/${file}:${line} ${title}${first ? `\n    ${first}` : ''}`);
        }
      }
    }
    suites?.forEach(add);
  };
  report?.suites.forEach(add);
  for (const { message } of report?.errors ?? []) {
    tally.failed++;
    tally.failures.push(message?.split('\n')[0] ?? 'an error outside all tests');
  }
  return withExit(tally, 'playwright', status);
}

/**
 * @param {readonly Part[]} parts
 * @returns {string} lines for people; the last is the count
 */
export function summaryOf(parts) {
  /** @param {(part: Part) => number} of */
  const sum = (of) => parts.reduce((total, part) => total + of(part), 0);
  const width = Math.max(...parts.map(({ name }) => name.length));
  const lines = parts.map((part) => {
    const count = part.passed + part.failed + part.skipped > 0 ? `  ${countOf(part)}` : '';
    const note = part.note ? `  ${part.note}` : '';
    return `${part.name.padEnd(width)} ${timeOf(part.seconds).padStart(6)}${count}${note}`;
  });
  const failures = parts.flatMap(({ name, failures }) =>
    failures.map((failure) => `  ${name}: ${failure}`),
  );
  return [
    '',
    ...(failures.length > 0 ? ['Failed:', ...failures, ''] : []),
    ...lines,
    `${'all'.padEnd(width)} ${timeOf(sum(({ seconds }) => seconds)).padStart(6)}`,
    countOf({
      passed: sum(({ passed }) => passed),
      failed: sum(({ failed }) => failed),
      skipped: sum(({ skipped }) => skipped),
    }),
  ].join('\n');
}

/**
 * What exits with an error has failed, whatever its report says.
 *
 * @param {Tally} tally
 * @param {string} command
 * @param {number} status
 * @returns {Tally}
 */
function withExit(tally, command, status) {
  if (status === 0 || tally.failed > 0) return tally;
  return { ...tally, failed: 1, failures: [`${command} exited with ${status}`] };
}

/** @param {Pick<Tally, 'passed' | 'failed' | 'skipped'>} tally */
function countOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** @param {number} seconds */
function timeOf(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
