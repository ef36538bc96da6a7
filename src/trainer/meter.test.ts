import { expect, it } from 'vitest';
import { Meter } from './meter.ts';

it('knows no speed before training', () => {
  expect(new Meter().imagesPerSecond).toBeNull();
});

it('averages the speed over the last two seconds', () => {
  const meter = new Meter();
  for (let i = 0; i < 40; i++) meter.add(100, 0.1);
  expect(meter.imagesPerSecond).toBeCloseTo(1000);
  for (let i = 0; i < 40; i++) meter.add(300, 0.1);
  expect(meter.imagesPerSecond).toBeCloseTo(3000);
  expect(meter.elapsed).toBeCloseTo(8);
});

it('keeps one slow step however long it took', () => {
  const meter = new Meter();
  meter.add(100, 0.1);
  meter.add(256, 4);
  expect(meter.imagesPerSecond).toBeCloseTo(64);
});

it('starts the speed anew and lets the clock go on', () => {
  const meter = new Meter(5);
  meter.add(100, 1);
  meter.restart();
  expect(meter.imagesPerSecond).toBeNull();
  expect(meter.elapsed).toBe(6);
});
