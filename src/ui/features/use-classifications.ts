import { useEffect, useRef, useState } from 'react';
import {
  type ClassifierKind,
  classifierKinds,
  type FeatureKind,
  featureKinds,
  type LabelCount,
} from '../../spec/classifiers.ts';
import type { Model, Questions } from '../../store/state.ts';
import { usePlaygroundStore } from '../playground.ts';

export type Classification = Questions['classification']['answer'];
/** A cell of the table: what is looked at, and by which classifier. */
export type CellKey = `${FeatureKind} ${ClassifierKind}`;
export type Cells = Partial<Record<CellKey, Classification>>;

export const featureRows = Object.keys(featureKinds) as FeatureKind[];
export const classifierColumns = Object.keys(classifierKinds) as ClassifierKind[];

/** What a cell is of. */
export function partsOf(key: CellKey): { features: FeatureKind; classifier: ClassifierKind } {
  const [features, classifier] = key.split(' ') as [FeatureKind, ClassifierKind];
  return { features, classifier };
}

/** Raw pixels depend on the seed alone: what was learned from them once holds as long as the page. */
const fromPixels = new Map<string, Classification>();

interface Trained {
  labels: LabelCount;
  model: Model;
  cells: Cells;
}

/** The cell that is being trained, and how much of it is done, 0 to 1. */
export interface Running {
  key: CellKey;
  done: number;
}

/** Trains a classifier for every cell, one after the other, when told to. */
export function useClassifications(labels: LabelCount) {
  const store = usePlaygroundStore();
  const [trained, setTrained] = useState<Trained | null>(null);
  const [running, setRunning] = useState<Running | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => () => stop.current?.abort(), []);

  async function train(): Promise<void> {
    stop.current?.abort();
    stop.current = new AbortController();
    const { signal } = stop.current;
    const { model, ask } = store.getState();
    if (!model) return;
    setTrained({ labels, model, cells: {} });
    setFailure(null);
    const add = (key: CellKey, cell: Classification) =>
      setTrained((old) => old && { ...old, cells: { ...old.cells, [key]: cell } });
    // All are about the same state of the network; they are answered in this order.
    const questions = featureRows.flatMap((features) =>
      classifierColumns.map(async (classifier) => {
        const key: CellKey = `${features} ${classifier}`;
        const place = `${key} ${labels} ${model.spec.seed}`;
        const known = features === 'pixels' ? fromPixels.get(place) : undefined;
        if (known) return add(key, known);
        const asks = { features, classifier, labels };
        const onProgress = (done: number) => setRunning({ key, done });
        const options = { signal, model, onProgress };
        const { answer: cell } = await ask('classification', asks, options);
        if (features === 'pixels') fromPixels.set(place, cell);
        add(key, cell);
      }),
    );
    try {
      await Promise.all(questions);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      stop.current.abort();
    }
    setRunning(null);
  }

  // What is trained on other labels is not what was chosen, and goes on: the student may come back.
  const isChosen = trained?.labels === labels;
  return {
    cells: isChosen ? trained.cells : NO_CELLS,
    model: isChosen ? trained.model : null,
    running: isChosen ? running : null,
    failure: isChosen ? failure : null,
    train: () => void train(),
  };
}

const NO_CELLS: Cells = {};
