import { expect, type Page, test, type Worker } from '@playwright/test';
import { distance, Playground } from './playground.ts';

/** One of the page's workers, from which these tests take things away as a system would. */
function workerOf(page: Page, role: 'trainer' | 'viewer' | 'analyst'): Worker {
  const worker = page.workers().findLast((other) => other.url().endsWith(`#${role}`));
  if (!worker) throw new Error(`the ${role} has no worker`);
  return worker;
}

/** Keeps the graphics contexts and devices that the trainer makes where the test can reach them. */
async function watchGraphics(page: Page): Promise<void> {
  await workerOf(page, 'trainer').evaluate(() => {
    const kept = globalThis as unknown as { contexts: unknown[]; devices: GPUDevice[] };
    kept.contexts = [];
    kept.devices = [];
    const getContext = OffscreenCanvas.prototype.getContext;
    OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: never[]) {
      const context = Reflect.apply(getContext, this, args);
      if (context) kept.contexts.push(context);
      return context;
    } as typeof getContext;
    const requestDevice = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...args) {
      const device = await requestDevice.apply(this, args);
      kept.devices.push(device);
      return device;
    };
  });
}

async function startTraining(page: Page, backend: string): Promise<Playground> {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption(backend);
  await playground.setNumber('Batch size', 64);
  // More than any machine trains meanwhile.
  await playground.setNumber('Epochs', 1000);
  await watchGraphics(page);
  await playground.button('Train').click();
  await playground.trainPast(20);
  return playground;
}

/** Training goes on by itself, and with weights at most as old as a checkpoint may be. */
async function expectGoingOn(
  playground: Playground,
  before: { step: number; loss: number | null },
) {
  await playground.trainPast(before.step + 5);
  await playground.expectState('training');
  const after = await playground.readStatus();
  expect(after.loss).toBeLessThan(1.1 * (before.loss ?? 0));
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

test('a killed worker: said, replaced, and training goes on', async ({ page }) => {
  const playground = await startTraining(page, 'simd');
  const before = await playground.readStatus();
  await workerOf(page, 'trainer').evaluate(() => globalThis.close());
  await expect(page.getByText('stopped answering and was replaced').first()).toBeVisible();
  await expectGoingOn(playground, before);
});

test('a hung worker: said, replaced, and training goes on', async ({ page }) => {
  const playground = await startTraining(page, 'simd');
  const before = await playground.readStatus();
  void workerOf(page, 'trainer')
    .evaluate(() => {
      const end = Date.now() + 60_000;
      while (Date.now() < end);
    })
    .catch(() => 'the page ends the worker meanwhile');
  await expect(page.getByText('stopped answering and was replaced').first()).toBeVisible();
  await expectGoingOn(playground, before);
});

test('a killed viewer and a killed analyst: replaced, and pictures and answers come again', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  const before = await playground.settledPixels('Reconstruction');
  await workerOf(page, 'viewer').evaluate(() => globalThis.close());
  await playground.button('Another').click();
  expect(await playground.settledPixels('Reconstruction')).not.toEqual(before);

  await page.getByRole('tab', { name: 'Slow motion' }).click();
  const step = playground.button('Take a new step');
  await expect(page.getByText('Moment 1 of')).toBeVisible();
  await workerOf(page, 'analyst').evaluate(() => globalThis.close());
  await step.click();
  await expect(step).toBeDisabled();
  await expect(step).toBeEnabled();
  await expect(page.getByText('The worker that computes this view')).toHaveCount(0);
});

test('a run that diverges stops, says so and keeps the weights from before', async ({ page }) => {
  const playground = await startTraining(page, 'simd');
  await playground.trainPast(200);
  const trained = await playground.readStatus();
  const rebuilt = await playground.pixels('Reconstruction');
  await playground.setNumber('Learning rate', 100);
  await expect(page.getByText('Training diverged at step').first()).toBeVisible({
    timeout: 90_000,
  });
  await playground.expectState('error');
  // The pictures are those of the weights from before.
  const original = await playground.pixels('Original');
  await expect
    .poll(async () => distance(await playground.pixels('Reconstruction'), original))
    .toBeLessThan(2 * distance(rebuilt, original));
  await playground.setNumber('Learning rate', 0.001);
  await playground.button('Train').click();
  await playground.expectState('training');
  const { step } = await playground.readStatus();
  await playground.trainPast(step + 10);
  expect((await playground.readStatus()).loss).toBeLessThan(1.1 * (trained.loss ?? 0));
});
