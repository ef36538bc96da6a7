import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Fails with what axe finds on the page as it stands.
 * @param without a selector of what is looked at elsewhere
 */
export async function expectNoViolation(
  page: Page,
  state: string,
  without?: string,
): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (without ? axe.exclude(without) : axe).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found, state).toEqual([]);
}
