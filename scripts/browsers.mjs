// Builds the page and runs the main journeys in Chromium, Firefox and WebKit, which it installs where
// they are missing: `npm run test:browsers`.
import { browserOrExit, browsers, built, conclude, othersOrExit } from './parts.mjs';

const browser = browserOrExit();
const others = othersOrExit();
const page = await built();
if (page.failed > 0) conclude([page]);
conclude([page, browsers(browser, others)]);
