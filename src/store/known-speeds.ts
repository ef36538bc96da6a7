import { type BackendKind, backends, type Speeds } from '../spec/backends.ts';
import { type LayerSummary, summarize } from '../spec/network.ts';
import type { Spec } from '../spec/spec.ts';

/** Another number whenever what is stored, or what it is measured by, changes. */
const KEY = 'autoencoder-playground.speeds.1';
/** Kinds of networks that are remembered; the oldest is forgotten first. */
const MOST = 60;

/**
 * How fast backends trained on this machine's adapters, by kind of network. Kept by the browser where
 * that allows it, and in memory where not: in some frames every access to storage throws.
 */
export class KnownSpeeds {
  private readonly speeds: Map<string, Speeds>;

  constructor() {
    this.speeds = new Map(read());
  }

  of(kind: string): Speeds | null {
    return this.speeds.get(kind) ?? null;
  }

  set(kind: string, speeds: Speeds): void {
    this.speeds.delete(kind);
    this.speeds.set(kind, speeds);
    for (const old of [...this.speeds.keys()].slice(0, -MOST)) this.speeds.delete(old);
    try {
      localStorage.setItem(KEY, JSON.stringify([...this.speeds]));
    } catch {
      // They are measured again after the next visit.
    }
  }
}

/**
 * Networks of one kind on the same adapters are taken to have the same fastest backend.
 * @param adapters their names
 */
export function kindOf({ network, training }: Spec, adapters: readonly string[]): string {
  const { layers } = summarize(network);
  const convolves = layers.some(isConvolution);
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  const size = Math.round(Math.log10(Math.max(1, parameters)));
  const batch = Math.round(Math.log2(training.batchSize));
  return [convolves ? 'convolutional' : 'dense', size, batch, ...adapters].join('|');
}

function isConvolution({ layer }: LayerSummary): boolean {
  return layer.kind === 'conv2d' || layer.kind === 'conv2dTranspose';
}

/** What is stored, as far as it can be understood. */
function read(): [string, Speeds][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is [string, Speeds] {
  if (!Array.isArray(entry)) return false;
  const [kind, speeds] = entry as unknown[];
  return (
    typeof kind === 'string' &&
    typeof speeds === 'object' &&
    speeds !== null &&
    Object.entries(speeds).every(
      ([backend, speed]) => backend in backends && typeof speed === 'number' && speed >= 0,
    )
  );
}

/** The fastest of them, null where none was measured. */
export function fastestOf(speeds: Speeds): BackendKind | null {
  const kinds = Object.keys(speeds) as BackendKind[];
  const [fastest] = kinds.toSorted((a, b) => (speeds[b] ?? 0) - (speeds[a] ?? 0));
  return fastest ?? null;
}
