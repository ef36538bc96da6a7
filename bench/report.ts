import { contestants } from './contestants/contestants.ts';
import type { Figures, Row } from './figures.ts';
import { formatNumber, formatShare, formatTable } from './table.ts';

/** All that a run found, as text: a row a network and a column an engine. */
export function report(figures: Figures): string {
  const { machine, peakGflops, cores, rows, failures, pictures, inPage } = figures;
  const parts = [
    machine,
    `One core’s SIMD peak, multiplying and adding in registers: ${formatNumber(peakGflops)} GFLOP/s` +
      (cores.count > 1
        ? `; all ${cores.count} at once: ${formatNumber(cores.timesOne)} times that`
        : ''),
    `Training images per second\n\n${matrix(rows, ({ imagesPerSecond }) => formatNumber(imagesPerSecond))}`,
    `GFLOP/s\n\n${matrix(rows, ({ gflops }) => formatNumber(gflops))}`,
    `Share of one core’s peak\n\n${matrix(rows, ({ shareOfPeak }) => formatShare(shareOfPeak))}`,
  ];
  if (rows.some(({ peer }) => peer)) {
    parts.push(`Times as fast as each peer\n\n${ratios(rows)}`);
  }
  if (failures.length > 0) {
    const lines = failures.map(
      ({ network, engine, threads, reason }) =>
        `- ${columnOf({ engine, threads })}, ${network}: ${reason}`,
    );
    parts.push(`Without a figure\n\n${lines.join('\n')}`);
  }
  if (pictures.length > 0) {
    const lines = pictures.map(({ network, encode, decode, activations }) => [
      network,
      ...[encode, decode, activations].map(formatNumber),
    ]);
    const header = ['Network', 'encode', 'decode', 'activations'];
    parts.push(`One picture on simd, microseconds\n\n${formatTable(header, lines)}`);
  }
  if (inPage) {
    parts.push(
      `Vanilla 32 in the playground itself, on ${columnOf({ engine: 'simd', threads: inPage.threads })}, ` +
        `charts and pictures live: ${formatNumber(inPage.imagesPerSecond)} images/s, ` +
        `${formatShare(inPage.ratio)} of what the engine alone did in turn with it`,
    );
  }
  return parts.join('\n\n');
}

function matrix(rows: readonly Row[], cell: (row: Row) => string): string {
  const order = Object.keys(contestants);
  const byEngine = rows.toSorted((a, b) => order.indexOf(a.engine) - order.indexOf(b.engine));
  const columns = unique(byEngine.map(columnOf));
  const lines = unique(rows.map(({ network }) => network)).map((network) => [
    network,
    ...columns.map((column) => {
      const row = rows.find((row) => row.network === network && columnOf(row) === column);
      return row ? cell(row) : '';
    }),
  ]);
  return formatTable(['Network', ...columns], lines);
}

/** A row for each of ours on each network, a column for each peer at its best number of threads. */
function ratios(rows: readonly Row[]): string {
  const peers = unique(rows.filter(({ peer }) => peer).map(({ engine }) => engine));
  const lines = rows
    .filter(({ peer }) => !peer)
    .map((ours) => [
      `${ours.network}, ${columnOf(ours)}`,
      ...peers.map((engine) => {
        const same = rows.filter((row) => row.engine === engine && row.network === ours.network);
        const best = Math.max(...same.map(({ imagesPerSecond }) => imagesPerSecond));
        return same.length > 0 ? formatNumber(ours.imagesPerSecond / best) : '';
      }),
    ]);
  return formatTable(['', ...peers.map((engine) => engine.replace('peer-', ''))], lines);
}

function columnOf({ engine, threads }: Pick<Row, 'engine' | 'threads'>): string {
  return threads === 1 ? engine : `${engine} ×${threads}`;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
