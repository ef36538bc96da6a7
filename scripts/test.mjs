// All tests, one part after the other, and one count of them at the end: `npm test`.
import { browserOrExit, built, check, conclude, project, unit } from './parts.mjs';

const browser = browserOrExit();
const parts = [check()];
if (parts.some(({ failed }) => failed > 0)) conclude(parts);
parts.push(unit(), await built());
if (parts.at(-1)?.failed) conclude(parts);
for (const name of ['journeys', 'alone']) parts.push(project(name, [], browser));
conclude(parts);
