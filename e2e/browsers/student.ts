import { expect } from '@playwright/test';
import axe from 'axe-core';
import type { Driver, Point } from './driver.ts';

/** What axe has for rules of one's own, and the page has after `axe.source`. */
interface Axe {
  setup(root: Element): void;
  teardown(): void;
  commons: {
    aria: { getRole(element: Element): string | null };
    text: { accessibleText(element: Element): string };
  };
}

/** An element on the screen. */
interface Found extends Point {
  text: string;
  value: string;
  isDisabled: boolean;
}

/** Somebody who uses the page in any browser, finding things by their roles and names. */
export class Student {
  readonly driver: Driver;
  private readonly base: string;

  constructor(driver: Driver, base: string) {
    this.driver = driver;
    this.base = base;
  }

  /** Opens an address of ours and waits until a network stands there. */
  async open(path = './'): Promise<void> {
    await this.goto(path);
    await this.expectState('ready');
  }

  async goto(path: string): Promise<void> {
    // An address that differs in its hash alone is the same page.
    await this.driver.goto('about:blank');
    await this.driver.goto(new URL(path, this.base).href);
    await this.driver.inject(axe.source);
  }

  async expectState(state: string): Promise<void> {
    const read = () =>
      this.driver.evaluate(() =>
        document.querySelector('[data-state]')?.getAttribute('data-state'),
      );
    await expect.poll(read, { timeout: 60_000 }).toBe(state);
  }

  /** Waits until training stands still and the pictures are of the network that the page names. */
  async settle(): Promise<void> {
    const isSettled = () =>
      this.driver.evaluate(async () => {
        // What a change brings about on the page is there in the frame after the next.
        await new Promise((done) =>
          requestAnimationFrame(() => requestAnimationFrame(() => done(0))),
        );
        return document.documentElement.dataset.settled;
      });
    await expect.poll(isSettled, { timeout: 60_000 }).toBe('true');
  }

  /** Clicks with the mouse on the middle of what has the role and the name, once it can be clicked. */
  async click(role: string, name: string | RegExp): Promise<void> {
    const found = await this.find(role, name);
    await this.driver.drag([found]);
  }

  /** Waits until it is on the screen and not disabled. */
  async find(role: string, name: string | RegExp): Promise<Found> {
    let found: Found | null = null;
    const look = async () => {
      found = await this.look(role, name);
      return found !== null && !found.isDisabled;
    };
    await expect.poll(look, { message: `${role} ${name}`, timeout: 60_000 }).toBe(true);
    if (!found) throw new Error(`no ${role} ${name}`);
    return found;
  }

  /** Chooses in a list that the browser draws, which no driver can click on everywhere. */
  async select(name: string, label: string): Promise<void> {
    await this.find('combobox', name);
    await this.driver.evaluate(
      (name, label) => {
        const all = [...document.querySelectorAll('select')];
        const list = all.find(({ labels }) => labels[0]?.textContent?.trim() === name);
        const option = list && [...list.options].find(({ text }) => text === label);
        if (!list || !option) throw new Error(`${name} has no ${label}`);
        list.value = option.value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      },
      name,
      label,
    );
  }

  /** Overwrites a number. */
  async fill(name: string, text: string): Promise<void> {
    const role = (await this.look('textbox', name)) ? 'textbox' : 'spinbutton';
    await this.click(role, name);
    await this.driver.evaluate(() => (document.activeElement as HTMLInputElement).select());
    await this.driver.type(text);
    await this.driver.press('Enter');
  }

  /** The step that the status region names. */
  async step(): Promise<number> {
    const text = await this.driver.evaluate(
      () =>
        document.querySelector('[role=status][aria-label="Training status"]')?.textContent ?? '',
    );
    return Number(/step ([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);
  }

  async expectStep(step: number): Promise<void> {
    await expect.poll(() => this.step(), { timeout: 60_000 }).toBe(step);
  }

  async trainPast(step: number): Promise<void> {
    await expect.poll(() => this.step(), { timeout: 90_000 }).toBeGreaterThan(step);
  }

  /** All that can be read on the page. */
  text(): Promise<string> {
    return this.driver.evaluate(() => document.body.innerText);
  }

  async expectText(text: string | RegExp): Promise<void> {
    const pattern = text instanceof RegExp ? text : null;
    const reads = async () => {
      const all = (await this.text()).replace(/\s+/g, ' ');
      return pattern ? pattern.test(all) : all.includes(String(text));
    };
    await expect.poll(reads, { message: String(text), timeout: 60_000 }).toBe(true);
  }

  /** Grey levels, 0 to 255, of a picture's canvas; empty where there is none. */
  pixels(name: string): Promise<number[]> {
    return this.driver.evaluate((name) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`canvas[aria-label="${name}"]`);
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return [];
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i] ?? 0);
    }, name);
  }

  /** Draws a line of points, each from 0 to 1 across the drawing pad. */
  async draw(points: readonly (readonly [number, number])[]): Promise<void> {
    const pad = await this.driver.evaluate(() => {
      const box = document.querySelector('[aria-label="Drawing pad"]')?.getBoundingClientRect();
      return box && { x: box.x, y: box.y, width: box.width, height: box.height };
    });
    if (!pad) throw new Error('the drawing pad is not on the screen');
    const at = ([x, y]: readonly [number, number]) => ({
      x: pad.x + x * pad.width,
      y: pad.y + y * pad.height,
    });
    await this.driver.drag(points.map(at));
  }

  /** What has the role and the name, scrolled into view; null where there is none to be seen. */
  look(role: string, name: string | RegExp): Promise<Found | null> {
    const [pattern, flags] = name instanceof RegExp ? [name.source, name.flags] : [null, ''];
    return this.driver.evaluate(
      (role, name, pattern, flags) => {
        const { axe } = window as unknown as { axe: Axe };
        const fits = (text: string) =>
          pattern === null ? text === name : new RegExp(pattern, flags).test(text);
        axe.setup(document.documentElement);
        try {
          const { aria, text } = axe.commons;
          const element = [...document.body.querySelectorAll<HTMLElement>('*')].find(
            (element) =>
              aria.getRole(element) === role &&
              element.getClientRects().length > 0 &&
              fits(text.accessibleText(element).replace(/\s+/g, ' ').trim()),
          );
          if (!element) return null;
          element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
          const { x, y, width, height } = element.getBoundingClientRect();
          return {
            x: x + width / 2,
            y: y + height / 2,
            text: element.innerText,
            value: (element as HTMLInputElement).value ?? '',
            isDisabled: element.matches(':disabled, [aria-disabled="true"]'),
          };
        } finally {
          axe.teardown();
        }
      },
      role,
      String(name),
      pattern,
      flags,
    );
  }
}
