import { expect, type Page, test } from '@playwright/test';
import { distance, Playground } from './playground.ts';

/** Opens the page with a code of so many units, trained on 10,000 images, and its map. */
async function openMap(page: Page, units: number): Promise<Playground> {
  const playground = new Playground(page);
  await playground.open();
  await playground.setNumber('Code size', units);
  // More than any machine trains meanwhile.
  await playground.setNumber('Epochs', 1000);
  await playground.combobox('Images').selectOption('10000');
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await page.getByRole('tab', { name: 'Latent map' }).click();
  await expect(playground.picture('Latent map')).toBeVisible();
  return playground;
}

/** The step that the map says it is of; NaN while it says none. */
async function mapStep(page: Page): Promise<number> {
  const text = await page.getByRole('region', { name: 'Latent map' }).textContent();
  return Number(/As of step ([\d,]+)\./.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? Number.NaN);
}

/** How many pixels of a canvas of the map have nearly a colour, and their centre, 0 to 1. */
function centreOf(page: Page, colour: readonly [number, number, number], canvas = 0) {
  return page
    .getByRole('application')
    .locator('canvas')
    .nth(canvas)
    .evaluate((element, [red, green, blue]) => {
      const canvas = element as HTMLCanvasElement;
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      let [count, x, y] = [0, 0, 0];
      for (let at = 0; data && at < data.length; at += 4) {
        const apart =
          Math.abs((data[at] ?? 0) - red) +
          Math.abs((data[at + 1] ?? 0) - green) +
          Math.abs((data[at + 2] ?? 0) - blue);
        if ((data[at + 3] ?? 0) < 64 || apart > 30) continue;
        count += 1;
        x += (at / 4) % canvas.width;
        y += Math.floor(at / 4 / canvas.width);
      }
      return { count, x: x / count / canvas.width, y: y / count / canvas.height };
    }, colour);
}

/** Of the light theme. */
const ONE = [31, 132, 168] as const;
const ZERO = [51, 34, 136] as const;
const CODE = [208, 38, 122] as const;
const INK = [31, 28, 24] as const;

test('the map draws zeros and ones apart once the network has learned', async ({ page }) => {
  const playground = await openMap(page, 2);
  const apart = async () => {
    const [one, zero] = [await centreOf(page, ONE), await centreOf(page, ZERO)];
    return one.count > 100 && zero.count > 100 ? Math.hypot(one.x - zero.x, one.y - zero.y) : 0;
  };
  await playground.button('Train').click();
  await playground.trainPast(400);
  await expect.poll(apart).toBeGreaterThan(0.2);

  // The picture's own place is marked, in the code's magenta.
  expect((await centreOf(page, CODE, 1)).count).toBeGreaterThan(50);
  // Decoded digits lie under the points, all over the map.
  const points = await centreOf(page, INK);
  await page.getByRole('switch', { name: 'Decode a grid' }).click();
  await expect
    .poll(async () => (await centreOf(page, INK)).count)
    .toBeGreaterThan(2 * points.count + 5000);

  // What can't be decoded is said, and computed when it can.
  await playground.pause();
  const { step } = await playground.readStatus();
  await expect.poll(() => mapStep(page)).toBe(step);
  const cut = await page.evaluateHandle(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, options?: object) {
      const asks =
        message.kind === 'decode' ? { codes: message.asks.codes.slice(1) } : message.asks;
      postMessage.call(this, { ...message, asks }, options);
    };
    return { restore: () => Object.assign(Worker.prototype, { postMessage }) };
  });
  await page.getByRole('application', { name: 'Map of 2,000 test digits' }).press('ArrowRight');
  await expect(page.getByRole('alert')).toContainText('Codes');
  await cut.evaluate(({ restore }) => restore());
  await playground.button('Try again').click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await playground.drawnPixels('Pointed digit rebuilt');
});

/**
 * Looks in every frame how far the digit that is pointed at and its rebuilt copy are apart: `worst` is 1
 * where they were as far apart at a time as the digit and a blank picture.
 */
function watchRebuilt(page: Page) {
  return page.evaluateHandle(() => {
    const pixels = (name: string) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`canvas[aria-label="${name}"]`);
      const { data } = canvas?.getContext('2d')?.getImageData(0, 0, 28, 28) ?? {};
      return Array.from({ length: 784 }, (_, i) => data?.[4 * i] ?? 0);
    };
    const length = (values: number[]) => Math.hypot(...values) ** 2;
    const watched = { worst: 0, frames: 0, isOver: false };
    const look = () => {
      const [digit, rebuilt] = [pixels('Pointed digit'), pixels('Pointed digit rebuilt')];
      if (Math.max(...digit) > 0 && Math.max(...rebuilt) > 0) {
        const apart = length(digit.map((value, i) => value - (rebuilt[i] ?? 0)));
        watched.worst = Math.max(watched.worst, apart / length(digit));
        watched.frames += 1;
      }
      if (!watched.isOver) requestAnimationFrame(look);
    };
    look();
    return watched;
  });
}

test('a place of the map is decoded, a digit rebuilt, a way walked', async ({ page }) => {
  const playground = await openMap(page, 16);
  const map = page.getByRole('application', { name: 'Map of 2,000 test digits' });
  await playground.button('Train').click();
  // An untrained network rebuilds every digit as grey.
  await expect.poll(() => mapStep(page)).toBeGreaterThan(300);
  // While it trains, and when it is paused, a digit is rebuilt by the network that the map is of.
  await map.press('ArrowRight');
  await expect(page.getByText(/^Test digit [\d,]+, a \d$/)).toBeVisible();
  await expect
    .poll(async () => Math.max(...(await playground.pixels('Pointed digit rebuilt'))))
    .toBeGreaterThan(100);
  const watched = await watchRebuilt(page);
  await playground.trainPast(1000);
  await playground.pause();
  await expect.poll(() => mapStep(page)).toBe((await playground.readStatus()).step);
  const { worst, frames } = await watched.evaluate((all) => {
    all.isOver = true;
    return all;
  });
  expect(frames).toBeGreaterThan(0);
  expect(worst).toBeLessThan(1);

  await map.focus();
  await map.press('Shift+ArrowRight');
  await expect(playground.button('Release')).toBeVisible();
  await expect
    .poll(async () => Math.max(...(await playground.pixels('Decoded place'))))
    .toBeGreaterThan(60);
  const middle = await playground.pixels('Decoded place');
  const box = await map.boundingBox();
  if (!box) throw new Error('the map is not on the screen');
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.9 * box.width, box.y + 0.2 * box.height, { steps: 4 });
  await page.mouse.up();
  await expect
    .poll(async () => distance(await playground.pixels('Decoded place'), middle))
    .toBeGreaterThan(100);

  // From the middle outwards until there is a digit, then towards the left until there is another.
  await map.press('Enter');
  await expect(page.getByText(/^From a \d to the next/)).toBeVisible();
  const isRebuilt = async () => {
    const digit = await playground.pixels('Pointed digit');
    const rebuilt = await playground.pixels('Pointed digit rebuilt');
    const blank = new Array(784).fill(0);
    return Math.max(...rebuilt) > 100 && distance(digit, rebuilt) < distance(digit, blank);
  };
  await expect.poll(isRebuilt).toBe(true);
  for (let i = 0; i < 5; i++) await map.press('ArrowLeft');
  await map.press('Enter');
  await expect(page.getByText(/^From a \d to a \d/)).toBeVisible();
  await expect
    .poll(async () => Math.max(...(await playground.pixels('Walk'))))
    .toBeGreaterThan(100);
});
