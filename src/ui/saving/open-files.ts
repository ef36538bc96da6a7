import type { StoreApi } from 'zustand';
import { askForFile } from '../../store/files-client.ts';
import type { Playground } from '../../store/state.ts';
import type { Drawing } from '../drawing/drawing.ts';

/** Counts the openings: of several under way, the student wants the last. */
let openings = 0;

/** Takes over what is in the files; a sound experiment or weights, or nothing at all. */
export async function openFiles(
  files: readonly File[],
  playground: StoreApi<Playground>,
  drawing: StoreApi<Drawing>,
): Promise<void> {
  const { openExperiment, openWeights, refuseFile, ...now } = playground.getState();
  const { network } = now.spec;
  const opening = ++openings;
  try {
    const opened = await askForFile('open', { files, network });
    if (opening !== openings) return;
    if (opened.kind === 'weights') {
      openWeights(opened.parameters, network);
      return;
    }
    openExperiment(opened.experiment);
    const saved = opened.experiment.drawings[0];
    if (saved) drawing.setState(saved);
  } catch (error) {
    if (opening === openings) refuseFile(error instanceof Error ? error.message : String(error));
  }
}
