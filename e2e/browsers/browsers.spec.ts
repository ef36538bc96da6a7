import { writeFile } from 'node:fs/promises';
import { chromium, expect, firefox, test, webkit } from '@playwright/test';
import { launchFlags } from '../../scripts/browser.mjs';
import type { OtherBrowser } from '../../scripts/other-browsers.mjs';
import type { Driver } from './driver.ts';
import { openFirefox } from './firefox-driver.ts';
import { digestsOfFiftySteps, journeys } from './journeys.ts';
import { openPlaywright } from './playwright-driver.ts';
import { Student } from './student.ts';
import { openWebKit } from './webkit-driver.ts';

/** Chromium, and what `scripts/parts.mjs` found beside it. */
const names = ['chromium', 'firefox', 'webkit'] as const;
type Name = (typeof names)[number];

const others: readonly OtherBrowser[] = JSON.parse(process.env.OTHER_BROWSERS ?? '[]');
const present = names.filter(
  (name) => name === 'chromium' || others.some((other) => other.name === name),
);

function open(name: Name, sharesMemory = true): Promise<Driver> {
  const other = others.find((other) => other.name === name);
  const { CHROMIUM_PATH } = process.env;
  if (!other) {
    const path = CHROMIUM_PATH === undefined ? {} : { executablePath: CHROMIUM_PATH };
    return openPlaywright(chromium, { args: launchFlags({ softwareGpu: true }), ...path });
  }
  if (other.driver === 'bidi') return openFirefox(other.path);
  if (other.driver === 'webdriver') return openWebKit(other.path, sharesMemory);
  return openPlaywright(name === 'firefox' ? firefox : webkit, {});
}

/** Has somebody use the page in a browser of their own; a failure leaves a picture. */
async function use<Result>(
  name: Name,
  base: string | undefined,
  act: (student: Student) => Promise<Result>,
  sharesMemory = true,
): Promise<Result> {
  const driver = await open(name, sharesMemory);
  try {
    return await act(new Student(driver, base ?? ''));
  } catch (error) {
    const path = test.info().outputPath(`${name}.png`);
    await writeFile(path, await driver.screenshot());
    await test.info().attach(name, { path, contentType: 'image/png' });
    throw error;
  } finally {
    await driver.close();
  }
}

for (const name of present) {
  for (const journey of journeys) {
    test(`${name}: ${journey.name}`, ({ baseURL }) => use(name, baseURL, journey.run));
  }
}

if (present.length > 1) {
  test(`fifty steps come to the same weights in ${present.join(', ')}`, async ({ baseURL }) => {
    test.slow(); // one browser after the other
    const digests: Record<string, Record<string, string>> = {};
    for (const name of present) digests[name] = await use(name, baseURL, digestsOfFiftySteps);
    const [first] = Object.values(digests);
    expect(digests).toEqual(Object.fromEntries(present.map((name) => [name, first])));
  });
}

if (others.some(({ driver }) => driver === 'webdriver')) {
  test('webkit: trains by kernels where an isolated page shares no memory', ({ baseURL }) =>
    use(
      'webkit',
      baseURL,
      async (student) => {
        await student.open();
        await student.click('button', 'Train');
        await student.trainPast(5);
        await student.expectText('one thread: the browser gives no memory that threads can share');
      },
      false,
    ));
}
