import type { BenchPage } from './bench-page.ts';
import { contestants } from './contestants/contestants.ts';
import { entriesFor } from './entries.ts';
import type { Failure, Figures, Row } from './figures.ts';
import { median } from './median.ts';
import { benchSpec, labelOf, type NetworkKind, trainingOperations } from './networks.ts';
import type { Options } from './options.ts';
import { paces, type Race, race } from './race.ts';

type Measured = Omit<Figures, 'machine' | 'inPage'>;

/**
 * Runs the races, one a network, and times single pictures where our own kernels take part.
 * @param print says what is going on
 */
export async function measure(
  page: BenchPage,
  options: Options,
  print: (line: string) => void,
): Promise<Measured> {
  const counts = await page.threadCounts();
  const pace = options.quick ? paces.quick : paces.full;
  const races = new Map<NetworkKind, Race>();
  const pictures: Figures['pictures'] = [];
  for (const network of options.networks) {
    print(`${labelOf(network)} …`);
    const entries = entriesFor(network, options, counts);
    races.set(network, await race(page, network, entries, pace, counts.all));
    if (!entries.some(({ engine }) => engine === 'simd')) continue;
    const times = await page.ask('pictures', 'timePictures', network);
    pictures.push({ network: labelOf(network), ...times });
    await page.end('pictures');
  }
  const peaks = [...races.values()].flatMap(({ peaks }) => peaks);
  const peakGflops = median(peaks.map(({ one }) => one));
  const cores = { count: counts.all, timesOne: median(peaks.map(({ one, all }) => all / one)) };
  const rows = [...races].flatMap(([network, race]) => rowsOf(network, race, peakGflops));
  const failures = [...races].flatMap(([network, race]) => failuresOf(network, race));
  return { peakGflops, cores, rows, failures, pictures };
}

function rowsOf(kind: NetworkKind, { outcomes }: Race, peakGflops: number): Row[] {
  const spec = benchSpec(kind);
  const operations = trainingOperations(spec);
  return outcomes.flatMap((outcome) => {
    if ('reason' in outcome) return [];
    const imagesPerSecond = spec.training.batchSize / outcome.secondsPerStep;
    const gflops = (imagesPerSecond * operations) / 1e9;
    const { engine, threads } = outcome.entry;
    const { peer } = contestants[engine];
    const shareOfPeak = gflops / peakGflops;
    return { network: labelOf(kind), engine, threads, peer, imagesPerSecond, gflops, shareOfPeak };
  });
}

function failuresOf(kind: NetworkKind, { outcomes }: Race): Failure[] {
  return outcomes.flatMap((outcome) =>
    'reason' in outcome ? { network: labelOf(kind), ...outcome.entry, reason: outcome.reason } : [],
  );
}
