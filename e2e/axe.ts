import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules that look at colours; to all others the dark theme is the light one. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Fails with what axe finds on the page as it stands.
 *
 * @param rules what to look for; all where nothing is named
 */
export async function expectNoViolation(
  page: Page,
  state: string,
  rules?: string[],
): Promise<void> {
  // What passed is not told, which takes axe longer than to find it. The legacy mode leaves out frames
  // of other origins, which no page that is looked at has, and a second page to merge results in.
  const builder = new AxeBuilder({ page })
    .options({
      resultTypes: ['violations'],
      ...(rules && { runOnly: { type: 'rule', values: rules } }),
    })
    .setLegacyMode();
  const { violations } = await builder.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found, state).toEqual([]);
}

/** The same in the light and in the dark theme, of a page that follows the system's. */
export async function expectNoViolationInBothThemes(page: Page, state: string): Promise<void> {
  await expectNoViolation(page, `${state}, light`);
  // Colours that are still on their way are nobody's.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectNoViolation(page, `${state}, dark`, COLOUR_RULES);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
}
