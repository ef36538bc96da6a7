import type { Dataset } from '../../src/data/picture-set.ts';
import { createSideEngine } from '../../src/engine/side-engine.ts';
import {
  type ClassifierKind,
  classifierKinds,
  type FeatureKind,
  featureKinds,
  type LabelCount,
} from '../../src/spec/classifiers.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { anomalies } from '../../src/trainer/answers/anomalies.ts';
import type { Evidence } from '../../src/trainer/answers/answers.ts';
import { classification } from '../../src/trainer/answers/classification.ts';
import { loadAll } from './mnist.ts';
import { train } from './train.ts';

/** The share of the test images that each classifier names right. */
export type Accuracies = Record<FeatureKind, Record<ClassifierKind, number>>;

/** Trains a network, and then classifiers of its code and of what the code stands beside. */
export async function accuracies({ spec, labels }: { spec: Spec; labels: readonly LabelCount[] }) {
  const evidence = await trained(spec);
  const found: { labels: LabelCount; accuracies: Accuracies }[] = [];
  for (const count of labels) {
    const table = {} as Accuracies;
    for (const features of Object.keys(featureKinds) as FeatureKind[]) {
      const row = {} as Accuracies[FeatureKind];
      for (const classifier of Object.keys(classifierKinds) as ClassifierKind[]) {
        const asks = { features, classifier, labels: count };
        row[classifier] = (await classification(asks, evidence)).accuracy;
      }
      table[features] = row;
    }
    found.push({ labels: count, accuracies: table });
  }
  return found;
}

/** Trains on some digits, and ranks the test set: the area under the ROC curve. */
export async function areaUnderRoc(spec: Spec): Promise<number> {
  const evidence = await trained(spec);
  const { roc } = await anomalies({ score: 'relative', files: null }, evidence);
  evidence.engine.unload();
  if (!roc) throw new Error('all digits train: none is strange');
  return roc.area;
}

let dataset: Promise<Dataset> | null = null;

/** A trained network as the page's analyst has it. */
async function trained(spec: Spec): Promise<Evidence> {
  dataset ??= loadAll();
  const data = await dataset;
  const { run, engine } = await train(spec, data);
  return {
    spec,
    stage: null,
    program: run.program,
    engine,
    parameters: (await engine.state()).parameters,
    dataset: async () => data,
    report: () => {},
    pause: async () => {},
    newEngine: createSideEngine,
  };
}
