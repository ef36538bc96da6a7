// All tests, one part after the other, and one count of them at the end: `npm test`. The main journeys
// run in Firefox and WebKit too, where these are installed; `--without-browsers` leaves them out.
import { findOther, OTHERS } from './other-browsers.mjs';
import {
  browserOrExit,
  browsers,
  built,
  check,
  conclude,
  project,
  shellOrExit,
  unit,
} from './parts.mjs';

const WITHOUT = '--without-browsers';

const options = process.argv.slice(2);
if (options.some((option) => option !== WITHOUT)) {
  console.error(`npm test takes no option but ${WITHOUT}.`);
  process.exit(1);
}
const shell = shellOrExit();
const parts = [check()];
if (parts.some(({ failed }) => failed > 0)) conclude(parts);
parts.push(unit(), await built());
if (parts.at(-1)?.failed) conclude(parts);
parts.push(project('journeys', [], shell));
if (!options.includes(WITHOUT)) {
  const others = OTHERS.map((name) => findOther(name)).filter((other) => other !== null);
  parts.push(browsers(browserOrExit(), others));
}
conclude(parts);
