import {
  type ClassifierKind,
  classifierKinds,
  type FeatureKind,
  featureKinds,
  LABEL_COUNTS,
} from '../src/spec/classifiers.ts';
import { presetSpec } from '../src/spec/presets.ts';
import { ALL_DIGITS, type Spec, type Training } from '../src/spec/spec.ts';
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
  await reportFeatures(page, print);
  await reportAnomalies(page, print);
}

async function reportAnomalies(page: BenchPage, print: (line: string) => void): Promise<void> {
  print('\nAnomalies: twenty runs of Vanilla 32 …');
  const areas = (specOf: (digit: number) => Spec) =>
    inTurn(ALL_DIGITS, (digit) => page.ask('uses', 'areaUnderRoc', specOf(digit)));
  const rows = {
    'Only this digit trained': await areas((digit) => run({ digits: [digit] })),
    'All but this digit trained': await areas((digit) =>
      run({ digits: ALL_DIGITS.filter((other) => other !== digit), epochs: 3 }),
    ),
  };
  const header = ['Area under the ROC curve', ...ALL_DIGITS.map(String), 'mean'];
  print(
    `\n${formatTable(
      header,
      Object.entries(rows).map(([name, areas]) => [
        name,
        ...[...areas, mean(areas)].map((area) => area.toFixed(3)),
      ]),
    )}`,
  );
}

/** One after the other: the worker answers no two at a time. */
async function inTurn<A, B>(all: readonly A[], each: (one: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  for (const one of all) results.push(await each(one));
  return results;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function reportFeatures(page: BenchPage, print: (line: string) => void): Promise<void> {
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
