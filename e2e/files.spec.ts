import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { Playground, SEVEN } from './playground.ts';

interface SavedFile {
  name: string;
  bytes: Buffer;
}

/** Opens the dialog, saves, and closes it. */
async function save(page: Page, label: string): Promise<SavedFile> {
  await page.getByRole('button', { name: 'Save and open' }).click();
  const file = await saveInDialog(page, label);
  await page.keyboard.press('Escape');
  return file;
}

async function saveInDialog(page: Page, label: string): Promise<SavedFile> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: label, exact: true }).click();
  const file = await download;
  const name = file.suggestedFilename();
  await expect(page.getByText(`Saved ${name}.`)).toBeVisible();
  return { name, bytes: await readFile(await file.path()) };
}

async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByRole('button', { name: 'Save and open' }).click();
  const file = { name, mimeType: 'application/octet-stream', buffer };
  await page.getByLabel('Files to open').setInputFiles(file);
}

/** What the page says beside the transport. */
const notice = (page: Page) => page.getByRole('main').locator('p').first();

async function stepOn(playground: Playground, from: number, steps: number): Promise<void> {
  for (let step = from + 1; step <= from + steps; step++) {
    await playground.button('Step').click();
    await playground.expectStep(step);
  }
}

test('an experiment that is saved and opened trains on to the same bits', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('switch', { name: 'Same bits on every machine' }).click();
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.setNumber('Code size', 12);
  await playground.draw(SEVEN);
  await stepOn(playground, 0, 5);
  const saved = await save(page, 'Save Experiment');
  const drawn = await playground.pixels('The picture that goes in');
  await stepOn(playground, 5, 20);
  const uninterrupted = await save(page, 'Save PyTorch');

  await page.goto('./');
  await page.reload();
  await playground.expectState('paused');
  await open(page, saved.name, saved.bytes);
  await expect(notice(page)).toContainText('it trains on from step 5');
  await playground.expectStep(5);
  await expect(playground.combobox('Optimizer')).toHaveValue('adam');
  await expect(page.getByLabel('Code size')).toHaveValue('12');
  await expect.poll(() => playground.pixels('The picture that goes in')).toEqual(drawn);
  await stepOn(playground, 5, 20);
  expect((await save(page, 'Save PyTorch')).bytes).toEqual(uninterrupted.bytes);
});

test('weights come back by a drop, and files that are not sound change nothing', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await stepOn(playground, 0, 2);
  const trained = await save(page, 'Save PyTorch');
  const experiment = await save(page, 'Save Experiment');

  await new Playground(page).drop(experiment.name, experiment.bytes.subarray(0, -40));
  const problem = 'This is no zip file, or its end is missing. Nothing was changed.';
  await expect(notice(page)).toHaveText(problem);
  await new Playground(page).drop('holiday.jpg', Buffer.from('JFIF'));
  await expect(notice(page)).toContainText('holiday.jpg can’t be opened');
  await playground.expectStep(2);
  expect((await save(page, 'Save PyTorch')).bytes).toEqual(trained.bytes);

  await playground.button('Reset').click();
  await playground.settle();
  await playground.expectStep(0);
  expect((await save(page, 'Save PyTorch')).bytes).not.toEqual(trained.bytes);
  await new Playground(page).drop(trained.name, trained.bytes);
  await expect(notice(page)).toContainText('training begins with them');
  expect((await save(page, 'Save PyTorch')).bytes).toEqual(trained.bytes);

  await playground.setNumber('Code size', 7);
  await new Playground(page).drop(trained.name, trained.bytes);
  await expect(notice(page)).toContainText('Nothing was changed.');
  await expect(page.getByLabel('Code size')).toHaveValue('7');
});

test('every format can be saved, and the pictures of the page', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Save and open' }).click();
  await expectNoViolation(page, 'save and open');
  const signatures = [
    ['Save Experiment', 'autoencoder.zip', 'PK\x03\x04'],
    ['Save Keras 3', 'autoencoder.weights.h5', '\x89HDF'],
    ['Save TensorFlow.js', 'autoencoder-tensorflowjs.zip', 'PK\x03\x04'],
    ['Save ONNX', 'autoencoder.onnx', '\x08'],
    ['Save ONNX encoder', 'encoder.onnx', '\x08'],
    ['Save ONNX decoder', 'decoder.onnx', '\x08'],
    ['Save NumPy', 'autoencoder.npz', 'PK\x03\x04'],
    ['Save Loss curve', 'loss.csv', 'step,epoch'],
    ['Save Reconstruction as PNG', 'reconstruction.png', '\x89PNG'],
    ['Save Reconstruction as SVG', 'reconstruction.svg', '<svg xmlns='],
  ] as const;
  for (const [label, name, start] of signatures) {
    const file = await saveInDialog(page, label);
    expect(file.name).toBe(name);
    expect(file.bytes.subarray(0, start.length).toString('latin1')).toBe(start);
  }
});

test('pictures, charts and maps are saved sharp enough for paper', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await stepOn(playground, 0, 3);
  await page.getByRole('tab', { name: 'Latent map' }).click();
  await expect(playground.picture('Latent map')).toBeVisible();
  await page.getByRole('button', { name: 'Save and open' }).click();

  const digit = await saveInDialog(page, 'Save The picture that goes in as PNG');
  expect(sizeOf(digit.bytes)).toEqual({ width: 28 * 43, height: 28 * 43 });

  const curve = 'Loss while training and on the validation images';
  const svg = (await saveInDialog(page, `Save ${curve} as SVG`)).bytes.toString();
  // Validation comes at an epoch’s end.
  expect(svg.match(/class="recharts-curve"/g)).toHaveLength(1);
  expect(svg).toMatch(/stroke="rgb\(/);
  expect(svg).not.toContain('var(');
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const png = await saveInDialog(page, `Save ${curve} as PNG`);
  expect(sizeOf(png.bytes)).toEqual({ width: 4 * Number(width), height: 4 * Number(height) });

  const onPage = await playground.picture('Latent map').boundingBox();
  const map = await saveInDialog(page, 'Save Latent map as PNG');
  expect(sizeOf(map.bytes).width).toBe(Math.round(4 * (onPage?.width ?? 0)));
});

/** Pixels of a PNG, from its header. */
function sizeOf(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
