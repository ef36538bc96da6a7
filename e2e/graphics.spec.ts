import { expect, test } from '@playwright/test';
import { expectGoingOn, startTraining, workerOf } from './long-run.ts';
import { Playground } from './playground.ts';

/* The page on graphics engines; without a graphics processor their work is done by every core. */

const backends = ['webgpu', 'webgl', 'cpu'] as const;

/** Vanilla 32 with Adam on 1,843 images, 205 kept aside: one epoch of 40 steps. */
async function trainFortySteps(playground: Playground, backend: string) {
  await playground.combobox('Images').selectOption('2048');
  await playground.combobox('Validation').selectOption('heldOut');
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption(backend);
  await playground.setNumber('Batch size', 47);
  await playground.setNumber('Epochs', 1);
  await playground.button('Train').click();
  await playground.expectStep(40);
  await playground.expectState('paused');
  return playground.readStatus();
}

test('Vanilla 32 learns alike on WebGPU, WebGL and CPU', async ({ browser }) => {
  const results: { loss: number; validation: number }[] = [];
  for (const backend of backends) {
    // Each in a browser of its own: the page would bring the last one's run back.
    const context = await browser.newContext();
    const playground = new Playground(await context.newPage());
    await playground.open();
    const { loss, validation } = await trainFortySteps(playground, backend);
    // It starts at ln 2 = 0.693, where every pixel is grey.
    expect(loss, backend).toBeLessThan(0.45);
    results.push({ loss: loss ?? Number.NaN, validation: validation ?? Number.NaN });
    await context.close();
  }
  const [first] = results;
  for (const { loss, validation } of results) {
    expect(Math.abs(loss / (first?.loss ?? 0) - 1)).toBeLessThan(0.01);
    expect(Math.abs(validation / (first?.validation ?? 0) - 1)).toBeLessThan(0.01);
  }
});

for (const backend of ['webgl', 'webgpu']) {
  test(`Convolutional trains on ${backend}`, async ({ page }) => {
    const playground = new Playground(page);
    await playground.open();
    await playground.combobox('Network').selectOption('Convolutional');
    await playground.combobox('Images').selectOption('2048');
    // 205 images: a thousand take a processor longer than the training.
    await playground.combobox('Validation').selectOption('heldOut');
    await playground.combobox('Backend').selectOption(backend);
    await playground.setNumber('Batch size', 8);
    await playground.setNumber('Learning rate', 0.03);
    await playground.button('Step').click();
    await playground.expectStep(1);
    const first = await playground.readStatus();
    await playground.button('Train').click();
    await playground.trainPast(8);
    await playground.pause();
    const last = await playground.readStatus();
    expect(first.loss).toBeGreaterThan(0.6);
    expect(last.loss).toBeLessThan(0.9 * (first.loss ?? 0));
  });
}

test('a lost WebGL context: said, and training goes on', async ({ page }) => {
  const playground = await startTraining(page, 'webgl');
  const before = await playground.readStatus();
  await workerOf(page, 'trainer').evaluate(() => {
    const { contexts } = globalThis as unknown as { contexts: WebGL2RenderingContext[] };
    for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
  });
  await expect(page.getByText('The system took WebGL away.').first()).toBeVisible();
  await expectGoingOn(playground, before);
});

test('a lost WebGPU device: said, and training goes on', async ({ page }) => {
  const playground = await startTraining(page, 'webgpu');
  const before = await playground.readStatus();
  await workerOf(page, 'trainer').evaluate(() => {
    const { devices } = globalThis as unknown as { devices: GPUDevice[] };
    for (const device of devices) device.destroy();
  });
  await expect(page.getByText('The system took WebGPU away.').first()).toBeVisible();
  await expectGoingOn(playground, before);
});
