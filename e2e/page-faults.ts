import type { Page } from '@playwright/test';

/** What no student should read: what code says of itself, and of a page that is broken. */
const WRONG_WORDS =
  /\bundefined\b|\bNaN\b|\[object |can’t be drawn|could not (be loaded|run)|went wrong|worker (failed|stopped)|stopped (answering|again|twice)|files stopped/;

/** Collects whatever goes wrong on a page, in the browser's words or in its own. */
export class PageFaults {
  readonly found: string[] = [];
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.found.push(`error: ${error.stack ?? error.message}`));
    page.on('crash', () => this.found.push('the page crashed'));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      this.found.push(`console error: ${message.text()} (${message.location().url})`);
    });
  }

  /** Looks at what is on the page. @param names what a screen reader would read */
  async look(names: readonly string[]): Promise<void> {
    const { text, isEmpty, drawings } = await this.page.evaluate(readPage);
    if (isEmpty) this.found.push('the page is empty');
    this.found.push(...drawings.map((drawing) => `drawn wrong: ${drawing}`));
    const lines = [...text.split('\n'), ...names];
    const wrong = new Set(lines.filter((line) => WRONG_WORDS.test(line)));
    this.found.push(...[...wrong].map((line) => `to be read: ${line}`));
  }
}

/** Runs in the page. */
function readPage(): { text: string; isEmpty: boolean; drawings: string[] } {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
  const drawings: string[] = [];
  for (const element of document.querySelectorAll('svg, svg *')) {
    for (const { name, value } of element.attributes) {
      const isSize = /^(width|height|r|rx|ry)$/.test(name);
      const isWrong =
        /NaN|undefined|Infinity/.test(value) || (isSize && Number.parseFloat(value) < 0);
      if (isWrong) drawings.push(`<${element.tagName} ${name}="${value.slice(0, 80)}">`);
    }
  }
  return {
    text: [document.body.innerText, ...fields.map(({ value }) => value)].join('\n'),
    isEmpty: document.getElementById('root')?.childElementCount === 0,
    drawings,
  };
}
