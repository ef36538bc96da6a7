import { beforeEach, describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

let time = 0;
let pace: Pace;

beforeEach(() => {
  time = 0;
  pace = new Pace(() => time);
});

describe('batches in a call', () => {
  it('are one before the speed is known, then as many as fit', () => {
    expect(pace.steps).toBe(1);
    pace.trained(1, 10);
    expect(pace.steps).toBe(6);
  });

  it('are never more than 64 nor less than one', () => {
    pace.trained(10, 0.1);
    expect(pace.steps).toBe(64);
    pace.trained(1, 10_000);
    expect(pace.steps).toBe(1);
  });
});

it('a checkpoint is due after a quarter second when cheap, after 1.5 s whatever it costs', () => {
  time = 249;
  expect(pace.isCheckpointDue()).toBe(false);
  time = 250;
  expect(pace.isCheckpointDue()).toBe(true);
  pace.kept(1000);
  time += 1499;
  expect(pace.isCheckpointDue()).toBe(false);
  time += 1;
  expect(pace.isCheckpointDue()).toBe(true);
});

it('validation takes at most about a twelfth of the time', () => {
  pace.spentValidating(200);
  pace.spentValidating(200);
  pace.validated(1000, false);
  time = 4999;
  expect(pace.isValidationDue()).toBe(false);
  time = 5000;
  expect(pace.isValidationDue()).toBe(true);
});

it('every validation image is looked at when that takes at most a quarter of the time since', () => {
  expect(pace.isFullValidationAffordable(1000)).toBe(false);
  pace.spentValidating(100);
  pace.validated(1000, false);
  time = 3999;
  expect(pace.isFullValidationAffordable(10_000)).toBe(false);
  time = 4000;
  expect(pace.isFullValidationAffordable(10_000)).toBe(true);
  pace.spentValidating(1000);
  pace.validated(10_000, true);
  expect(pace.isFullValidationAffordable(10_000)).toBe(false);
});

it('an epoch that ends within three quarters of a second of the last full validation goes without', () => {
  expect(pace.isFullValidationFresh()).toBe(false);
  pace.validated(10_000, true);
  time = 749;
  expect(pace.isFullValidationFresh()).toBe(true);
  time = 750;
  expect(pace.isFullValidationFresh()).toBe(false);
});
