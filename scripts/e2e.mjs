// Builds the page and runs the end-to-end tests on it in a real browser:
//   npm run test:e2e -- [arguments of `playwright test`, such as a spec's name]
// CHROMIUM_PATH names the browser to use; without it one is searched for, then installed.
import { built, conclude, project, shellOrExit } from './parts.mjs';

const args = process.argv.slice(2);
const browser = shellOrExit();
const page = await built();
if (page.failed > 0) conclude([page]);
conclude([page, project('journeys', args, browser)]);
