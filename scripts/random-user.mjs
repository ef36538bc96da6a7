// Lets a random user loose on the page: npm run test:random -- --seed 11 --acts 1500
import { parseArgs } from 'node:util';
import { built, conclude, project, shellOrExit } from './parts.mjs';

const { seed, acts } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 10_000)) },
    acts: { type: 'string', default: '1500' },
  },
}).values;
const browser = shellOrExit();
const page = await built();
if (page.failed > 0) conclude([page]);
console.log(`A random user of seed ${seed} acts at least ${acts} times.`);
const environment = { RANDOM_SEED: seed, RANDOM_ACTS: acts };
conclude([page, project('journeys', ['random-user.spec'], browser, environment)]);
