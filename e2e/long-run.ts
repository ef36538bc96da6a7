import { expect, type Page, type Worker } from '@playwright/test';
import { Playground } from './playground.ts';

/** One of the page's workers, from which these tests take things away as a system would. */
export function workerOf(page: Page, role: 'trainer' | 'viewer' | 'analyst'): Worker {
  const worker = page.workers().findLast((other) => other.url().endsWith(`#${role}`));
  if (!worker) throw new Error(`the ${role} has no worker`);
  return worker;
}

/** Keeps the graphics contexts and devices that the trainer makes where a test can reach them. */
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

/** Opens the page and trains with Adam for twenty steps, with no end in sight. */
export async function startTraining(page: Page, backend: string): Promise<Playground> {
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
export async function expectGoingOn(
  playground: Playground,
  before: { step: number; loss: number | null },
) {
  await playground.trainPast(before.step + 5);
  await playground.expectState('training');
  const after = await playground.readStatus();
  expect(after.loss).toBeLessThan(1.1 * (before.loss ?? 0));
}
