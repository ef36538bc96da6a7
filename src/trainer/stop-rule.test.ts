import { expect, it } from 'vitest';
import { presetSpec } from '../spec/presets.ts';
import { StopRule } from './stop-rule.ts';

const { training } = presetSpec('vanilla');

it('never stops where no condition is set', () => {
  const rule = new StopRule();
  for (let epoch = 0; epoch < 20; epoch++) expect(rule.reason(training, 0.5, true)).toBeNull();
});

it('stops at the target, within an epoch too', () => {
  const rule = new StopRule();
  const aimed = { ...training, stop: { loss: 0.1, patience: null } };
  expect(rule.reason(aimed, 0.11, false)).toBeNull();
  expect(rule.reason(aimed, 0.1, false)).toBe('lossReached');
});

it('stops after as many epochs without improvement as the student has patience for', () => {
  const rule = new StopRule();
  const patient = { ...training, stop: { loss: null, patience: 2 } };
  expect(rule.reason(patient, 0.3, true)).toBeNull();
  expect(rule.reason(patient, 0.4, true)).toBeNull();
  expect(rule.reason(patient, 0.2, true)).toBeNull();
  expect(rule.reason(patient, 0.2, true)).toBeNull();
  expect(rule.reason(patient, 0.5, false)).toBeNull();
  expect(rule.reason(patient, 0.3, true)).toBe('noImprovement');
});
