import { type PresetKind, presetSpec, presets } from '../src/spec/presets.ts';
import type { BenchPage } from './bench-page.ts';
import type { Finding } from './page/kinds.ts';
import { formatTable } from './table.ts';

/** A preset trained as it stands, and the figure that it must come to. */
interface KindRun {
  preset: PresetKind;
  epochs: number;
  /** What is looked at, and what it must be. */
  wanted: string;
  figure(finding: Finding): number;
  isReached(figure: number): boolean;
}

const { sparsityTarget } = presets.sparseTarget.training;

export const kindRuns: readonly KindRun[] = [
  {
    preset: 'denoisingConvolutional',
    epochs: 10,
    wanted: 'test loss at most 0.110',
    figure: ({ loss }) => loss,
    isReached: (loss) => loss <= 0.11,
  },
  {
    preset: 'segmentingConvolutional',
    epochs: 4,
    wanted: 'intersection over union at least 0.8',
    figure: ({ overlap }) => overlap ?? 0,
    isReached: (overlap) => overlap >= 0.8,
  },
  {
    preset: 'sparseTarget',
    epochs: 20,
    wanted: `mean activity within 20% of ${sparsityTarget}`,
    figure: ({ activity }) => activity ?? 0,
    isReached: (activity) => Math.abs(activity / sparsityTarget - 1) <= 0.2,
  },
  {
    preset: 'variational',
    epochs: 20,
    wanted: 'five nearest vote over 0.70 right',
    figure: ({ votedRight }) => votedRight,
    isReached: (share) => share > 0.7,
  },
];

/** Trains the presets that have something to show on the simd engine, and prints what they came to. */
export async function reportKinds(page: BenchPage, print: (line: string) => void): Promise<void> {
  const rows: string[][] = [];
  for (const { preset, epochs, wanted, figure, isReached } of kindRuns) {
    const { label } = presets[preset];
    print(`${label}, ${epochs} epochs …`);
    const spec = presetSpec(preset);
    const finding = await page.ask('kinds', 'findKind', {
      ...spec,
      training: { ...spec.training, epochs },
    });
    const found = figure(finding);
    const verdict = isReached(found) ? 'yes' : 'no';
    rows.push([
      label,
      String(epochs),
      wanted,
      found.toFixed(4),
      verdict,
      finding.seconds.toFixed(0),
    ]);
    await page.end('kinds');
  }
  const header = ['preset', 'epochs', 'wanted', 'found', 'reached', 'seconds'];
  print(`\n${formatTable(header, rows)}`);
}
