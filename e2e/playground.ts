import { expect, type Locator, type Page } from '@playwright/test';

/** How long to wait before looking again: a look costs little, and a second is long. */
const OFTEN = { intervals: [100] };

/** What the status region says, read as numbers. */
export interface Status {
  epoch: number;
  epochs: number;
  step: number;
  loss: number | null;
  validation: number | null;
}

function saveData(): void {
  Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
}

/** The page as a student or a screen reader finds it: by roles and names. */
export class Playground {
  readonly page: Page;
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.status = page.getByRole('status', { name: 'Training status' });
  }

  /**
   * Opens the page and waits until network and first images are there.
   *
   * @param ahead whether the page loads what nobody has opened yet, and images before it trains. Two
   *   cores have better to do than that in every test: most open the page as a browser does that saves
   *   data.
   */
  async open(path = './', { ahead = false } = {}): Promise<void> {
    if (!ahead) await this.page.addInitScript(saveData);
    await this.page.goto(path);
    await this.expectState('ready');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  combobox(name: string): Locator {
    return this.page.getByRole('combobox', { name, exact: true });
  }

  picture(name: string): Locator {
    return this.page.getByRole('img', { name, exact: true });
  }

  async setNumber(name: string, value: number): Promise<void> {
    const field = this.page.getByRole('spinbutton', { name, exact: true });
    await field.fill(String(value));
    await field.press('Enter');
  }

  async expectState(state: string, timeout = 60_000): Promise<void> {
    const page = this.page.locator('[data-state]').first();
    await expect.poll(() => page.getAttribute('data-state'), { ...OFTEN, timeout }).toBe(state);
  }

  /** Opens the page and begins to train with Adam, which learns faster than the first preset's. */
  async openAndTrain(backend = 'simd'): Promise<void> {
    await this.open();
    await this.combobox('Optimizer').selectOption('adam');
    await this.combobox('Backend').selectOption(backend);
    await this.button('Train').click();
  }

  async readStatus(): Promise<Status> {
    const text = (await this.status.textContent()) ?? '';
    const number = (pattern: RegExp) => {
      const found = pattern.exec(text)?.[1];
      return found === undefined ? null : Number(found.replaceAll(',', ''));
    };
    return {
      epoch: number(/epoch ([\d,]+) of/) ?? 0,
      epochs: number(/epoch [\d,]+ of ([\d,]+)/) ?? 0,
      step: number(/step ([\d,]+)/) ?? 0,
      loss: number(/loss ([\d.]+)/),
      validation: number(/validation ([\d.]+)/),
    };
  }

  async expectStep(step: number, timeout = 120_000): Promise<void> {
    await expect.poll(async () => (await this.readStatus()).step, { ...OFTEN, timeout }).toBe(step);
  }

  /** Waits until training has come at least this far. */
  async trainPast(step: number, timeout = 120_000): Promise<void> {
    await expect
      .poll(async () => (await this.readStatus()).step, { ...OFTEN, timeout })
      .toBeGreaterThan(step);
  }

  /** Grey levels, 0 to 255, of a picture's canvas. */
  async pixels(name: string): Promise<number[]> {
    return this.picture(name).evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const context = (canvas as HTMLCanvasElement).getContext('2d');
      const data = context?.getImageData(0, 0, width, height).data ?? [];
      return Array.from({ length: width * height }, (_, i) => data[4 * i] ?? 0);
    });
  }

  /** The same once something is drawn. */
  async drawnPixels(name: string): Promise<number[]> {
    await expect.poll(async () => Math.max(...(await this.pixels(name))), OFTEN).toBeGreaterThan(0);
    return this.pixels(name);
  }

  /**
   * Waits until training stands still and the pictures on the screen are of the network and the digit
   * that the page names.
   */
  async settle(): Promise<void> {
    const isSettled = () =>
      this.page.evaluate(async () => {
        // What a change brings about on the page is there in the frame after the next.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return document.documentElement.dataset.settled;
      });
    await expect.poll(isSettled, { ...OFTEN, timeout: 60_000 }).toBe('true');
  }

  /** The pixels of a picture of the hourglass or of the ten digits, once all has settled. */
  async settledPixels(name: string): Promise<number[]> {
    await this.settle();
    return this.pixels(name);
  }

  /** Presses Pause, and waits until batches that were under way have been counted and pictured. */
  async pause(): Promise<void> {
    await this.button('Pause').click();
    await this.expectState('paused');
    await this.settle();
  }

  /** Draws a line of points, each from 0 to 1 across the drawing pad. */
  async draw(points: readonly (readonly [number, number])[]): Promise<void> {
    const pad = this.page.getByLabel('Drawing pad', { exact: true });
    const box = await pad.boundingBox();
    if (!box) throw new Error('the drawing pad is not on the screen');
    const at = ([x, y]: readonly [number, number]) =>
      [box.x + x * box.width, box.y + y * box.height] as const;
    const [first, ...others] = points;
    if (!first) return;
    await this.page.mouse.move(...at(first));
    await this.page.mouse.down();
    for (const point of others) await this.page.mouse.move(...at(point), { steps: 8 });
    await this.page.mouse.up();
  }

  /** Lets go of a file over the page, as a drag from the desktop ends. */
  async drop(name: string, bytes: Buffer): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ([name, text]) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
        data.items.add(new File([bytes], name));
        return data;
      },
      [name, bytes.toString('base64')] as const,
    );
    await this.page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
    await expect(this.page.getByText('Drop an experiment or weights')).toBeVisible();
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  }
}

/** A seven, as points across the pad. */
export const SEVEN = [
  [0.3, 0.25],
  [0.7, 0.25],
  [0.55, 0.5],
  [0.45, 0.8],
] as const;

/** Mean squared distance of two pictures' grey levels. */
export function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0) / a.length;
}
