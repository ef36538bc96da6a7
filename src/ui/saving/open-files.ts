import type { StoreApi } from 'zustand';
import { askForFile } from '../../store/files-client.ts';
import type { Playground } from '../../store/state.ts';
import type { Drawing } from '../drawing/drawing.ts';

/** Takes over what is in the files; a sound experiment or weights, or nothing at all. */
export async function openFiles(
  files: readonly File[],
  playground: StoreApi<Playground>,
  drawing: StoreApi<Drawing>,
): Promise<void> {
  const { spec, openExperiment, openWeights, refuseFile } = playground.getState();
  try {
    const opened = await askForFile('open', { files, network: spec.network });
    if (opened.kind === 'weights') {
      openWeights(opened.parameters);
      return;
    }
    openExperiment(opened.experiment);
    const saved = opened.experiment.drawings[0];
    if (saved) drawing.setState(saved);
  } catch (error) {
    refuseFile(error instanceof Error ? error.message : String(error));
  }
}
