import {
  type ClassifierKind,
  classifierKinds,
  type FeatureKind,
  featureKinds,
  LABEL_COUNTS,
} from '../src/spec/classifiers.ts';
import { presetSpec } from '../src/spec/presets.ts';
import type { Spec, Training } from '../src/spec/spec.ts';
import type { BenchPage } from './bench-page.ts';
import { formatTable } from './table.ts';

/** Vanilla 32 on every image, as a student has it who chooses Adam and 20 epochs. */
function run(changes: Partial<Training>): Spec {
  const spec = presetSpec('vanilla');
  const training: Training = {
    ...spec.training,
    optimizer: 'adam',
    learningRate: 0.001,
    batchSize: 256,
    epochs: 20,
    images: 60_000,
    validation: 'test',
    ...changes,
  };
  return { ...spec, training };
}

/** What trained networks are good for, on the simd engine. */
export async function reportUses(page: BenchPage, print: (line: string) => void): Promise<void> {
  print('Features: Vanilla 32, 20 epochs …');
  const found = await page.ask('uses', 'accuracies', { spec: run({}), labels: LABEL_COUNTS });
  const kinds = Object.keys(classifierKinds) as ClassifierKind[];
  for (const { labels, accuracies } of found) {
    const header = [
      `Test digits named right, ${labels ? `${labels} labels of each digit` : 'all 60,000 labels'}`,
      ...kinds.map((kind) => classifierKinds[kind].label),
    ];
    const rows = (Object.keys(featureKinds) as FeatureKind[]).map((features) => [
      featureKinds[features].label,
      ...kinds.map((kind) => `${(100 * accuracies[features][kind]).toFixed(1)}%`),
    ]);
    print(`\n${formatTable(header, rows)}`);
  }
}
