import { beforeAll, describe, expect, it } from 'vitest';
import { presetSpec } from '../../spec/presets.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Spec } from '../../spec/spec.ts';
import { anomalies } from './anomalies.ts';
import type { Evidence } from './answers.ts';
import { evidenceOf } from './specimen.ts';
import { strangeness } from './strangeness.ts';

const preset = presetSpec('vanilla');
const spec: Spec = { ...preset, training: { ...preset.training, digits: [0, 1, 2, 3, 4, 5, 6] } };

/** An IDX file of pictures full of ink. */
function fullPages(count: number): File {
  const bytes = new Uint8Array(16 + count * DIGIT_SIZE).fill(255);
  const header = new DataView(bytes.buffer);
  for (const [i, value] of [0x0803, count, 28, 28].entries()) header.setUint32(4 * i, value);
  return new File([bytes], 'full');
}

let evidence: Evidence;
beforeAll(async () => {
  evidence = await evidenceOf(spec);
});

describe('anomalies', () => {
  it('ranks normal and strange test images by their scores', async () => {
    const { most, least, ...counts } = await anomalies({ score: 'squared', files: null }, evidence);
    expect(counts.normalCount + counts.strangeCount).toBe(10_000);
    for (const [i, label] of most.labels.entries())
      expect(most.areStrange[i]).toBe(Number(label) > 6);
    expect([...most.scores]).toEqual([...most.scores.toSorted().reverse()]);
    expect([...least.scores]).toEqual([...least.scores.toSorted()]);
    expect(Math.min(...most.scores)).toBeGreaterThanOrEqual(Math.max(...least.scores));
    const both = [counts.spread.normal, counts.spread.strange];
    const sums = both.map((steps) => steps.reduce((sum, count) => sum + count, 0));
    expect(sums).toEqual([counts.normalCount, counts.strangeCount]);
  });

  it('has no curve where nothing is strange', async () => {
    const all = await evidenceOf(preset);
    const { roc, strangeCount } = await anomalies({ score: 'relative', files: null }, all);
    expect(strangeCount).toBe(0);
    expect(roc).toBeNull();
  });

  it('takes the pictures of a file for the strange ones', async () => {
    const files = [fullPages(30)];
    const { strangeCount, roc, most } = await anomalies({ score: 'squared', files }, evidence);
    expect(strangeCount).toBe(30);
    expect(most.labels).toContain(null);
    // Pages full of ink are worse than any square of 5×5.
    expect(roc?.area).toBe(1);
  });

  it('scores one picture as it does the same one among the others', async () => {
    const { most } = await anomalies({ score: 'relative', files: null }, evidence);
    const picture = Float32Array.from(most.pictures.subarray(0, DIGIT_SIZE), (byte) => byte / 255);
    const { score } = await strangeness({ score: 'relative', picture }, evidence);
    expect(score).toBeCloseTo(most.scores[0] ?? 0, 6);
  });
});
