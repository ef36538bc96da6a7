import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type ViewId, views } from '../../src/spec/views.ts';
import { answers } from '../answers.ts';
import { distance, SEVEN } from '../playground.ts';
import type { Student } from './student.ts';

/** Trains Vanilla 32 with Adam past so many steps, and pauses; returns the step. */
async function train(student: Student, steps: number): Promise<number> {
  await student.select('Optimizer', 'Adam');
  await student.click('button', 'Train');
  await student.trainPast(steps);
  await student.click('button', 'Pause');
  await student.expectState('paused');
  await student.settle();
  return student.step();
}

/** The SHA-256 of what a button of the open dialog saves, and the file itself. */
async function save(student: Student, button: string): Promise<{ digest: string; file: string }> {
  await student.driver.evaluate(() => {
    const make = URL.createObjectURL;
    Object.assign(window, { savedFile: null });
    URL.createObjectURL = (blob) => {
      URL.createObjectURL = make;
      Object.assign(window, { savedFile: blob });
      return make.call(URL, blob);
    };
  });
  await student.click('button', button);
  const isSaved = () => student.driver.evaluate(() => Reflect.get(window, 'savedFile') !== null);
  await expect.poll(isSaved, { timeout: 60_000 }).toBe(true);
  await student.expectText(/Saved \S+\./);
  const { digest, base64 } = await student.driver.evaluate(async () => {
    const { savedFile } = window as unknown as { savedFile: Blob };
    const bytes = new Uint8Array(await savedFile.arrayBuffer());
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    const digest = Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return { digest, base64: btoa(text) };
  });
  const file = join(mkdtempSync(join(tmpdir(), 'autoencoder-saved-')), 'saved.zip');
  writeFileSync(file, Buffer.from(base64, 'base64'));
  return { digest, file };
}

/** What students do, in any browser: each with a browser of its own. */
export const journeys: readonly {
  name: string;
  run(student: Student): Promise<void>;
}[] = [
  {
    name: 'draws a digit, trains, moves the code, opens every view and starts over',
    async run(student) {
      await student.open();
      await student.draw(SEVEN);
      const ink = async () =>
        (await student.pixels('Original')).filter((grey) => grey > 128).length;
      await expect.poll(ink, { timeout: 30_000 }).toBeGreaterThan(30);
      const step = await train(student, 150);
      await student.expectText('Runs on WebAssembly');
      const drawn = await student.pixels('Original');
      const rebuilt = await student.pixels('Reconstruction');
      const blank = drawn.map(() => 0);
      expect(distance(rebuilt, drawn)).toBeLessThan(0.6 * distance(blank, drawn));

      const { x, y } = await student.find('slider', 'Code unit 5');
      await student.driver.drag([
        { x, y },
        { x, y: y - 34 },
      ]);
      await student.find('button', 'Release');
      expect(Number((await student.find('slider', 'Code unit 5')).value)).toBeGreaterThan(0);
      await expect
        .poll(async () => distance(await student.pixels('Reconstruction'), rebuilt))
        .toBeGreaterThan(0);

      await student.click('button', 'Step');
      await student.expectStep(step + 1);
      for (const [view, [role, name]] of Object.entries(answers)) {
        await student.click('tab', views[view as ViewId].label);
        await student.find(role, name);
        expect(await student.text(), view).not.toMatch(/could not|stopped|failed|no answer/i);
      }
      await student.click('button', 'Reset');
      await student.expectStep(0);
    },
  },
  {
    name: 'shares a link, finds the run kept, saves it and opens it',
    async run(student) {
      await student.open();
      await student.select('Network', 'Deep 4');
      await student.fill('Batch size', '64');
      await student.click('button', 'Share');
      await student.find('button', 'Copy');
      const { value } = await student.find('textbox', 'Link');

      await student.open(value);
      expect((await student.find('combobox', 'Network')).value).toBe('deep');
      await student.click('button', 'Step');
      await student.expectStep(1);
      const step = await train(student, 20);
      await student.click('button', 'Save and open');
      const { file } = await save(student, 'Save Experiment');

      await student.goto('./');
      await student.expectState('paused');
      await student.expectStep(step);
      await student.click('button', 'Reset');
      await student.expectStep(0);
      await student.click('button', 'Save and open');
      await student.find('button', 'Save Experiment');
      await student.driver.choose('input[type=file]', file);
      await student.expectText(`it trains on from step ${step}`);
      await student.expectStep(step);
    },
  },
  {
    name: 'trains an embed',
    async run(student) {
      await student.goto('embed.html?preset=vanilla-32&data=10k&backend=simd');
      await student.click('button', 'Load and train');
      await student.expectState('training');
      await student.trainPast(5);
    },
  },
];

/**
 * Trains fifty steps that are the same on every machine, of a network with noise, convolutions and
 * exponentials and of one whose code is drawn by chance; returns the SHA-256 of the weights of each.
 */
export async function digestsOfFiftySteps(student: Student): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  await student.open();
  await student.click('switch', 'Same bits on every machine');
  await student.select('Images', '2,048');
  for (const network of ['Denoising, convolutional', 'Variational 2']) {
    await student.select('Network', network);
    await student.expectStep(0);
    await student.fill('Batch size', '41');
    await student.fill('Epochs', '1');
    await student.click('button', 'Train');
    await student.expectStep(50);
    await student.expectState('paused');
    await student.click('button', 'Save and open');
    digests[network] = (await save(student, 'Save PyTorch')).digest;
    await student.click('button', 'Close');
  }
  return digests;
}
