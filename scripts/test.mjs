// All tests, one part after the other, and one count of them at the end: `npm test`.
// `--browsers` adds the main journeys in Chromium, and in Firefox and WebKit where they are installed.
import { findOther, OTHERS } from './other-browsers.mjs';
import { browserOrExit, browsers, built, check, conclude, project, unit } from './parts.mjs';

const [option, ...more] = process.argv.slice(2);
if ((option !== undefined && option !== '--browsers') || more.length > 0) {
  console.error('npm test takes no option but --browsers.');
  process.exit(1);
}
const browser = browserOrExit();
const parts = [check()];
if (parts.some(({ failed }) => failed > 0)) conclude(parts);
parts.push(unit(), await built());
if (parts.at(-1)?.failed) conclude(parts);
for (const name of ['journeys', 'alone']) parts.push(project(name, [], browser));
if (option === '--browsers') {
  const others = OTHERS.map((name) => findOther(name)).filter((other) => other !== null);
  parts.push(browsers(browser, others));
}
conclude(parts);
