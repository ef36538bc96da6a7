import { safeParse } from 'valibot';
import { type Fetch, FetchError, type FetchOptions, fetchJson, fetchPack } from './fetch-pack.ts';
import { MANIFEST_PATH, manifestSchema, type Pack, partBytes, SPLIT_SIZES } from './packs.ts';
import { type Dataset, PictureSet } from './picture-set.ts';

/** A file that did not arrive after three tries. */
export interface LoadFailure {
  file: string;
  /** For the student: what is missing and why. */
  sentence: string;
}

/** How far the wanted packs have come. */
export interface LoadProgress {
  /** The first pack is here: all labels, 2,048 training and 1,000 test images. */
  ready: boolean;
  /** Bytes as sent by the server, of the packs that are wanted; both 0 before the manifest. */
  bytesWanted: number;
  bytesArrived: number;
  /** Training images that have arrived, wanted or not. */
  trainingImages: number;
  failures: LoadFailure[];
}

export interface LoadOptions {
  /** The page's own address, up to the last slash: the data lies below it. */
  baseUrl: string;
  /** How many training images to fetch, and all test images with them; 0 for the first pack alone. */
  images: number;
  /** Called after every change, never after `signal` has aborted. */
  onProgress?: (progress: LoadProgress) => void;
  signal?: AbortSignal;
  fetch?: Fetch;
  wait?: (ms: number) => Promise<void>;
}

export interface MnistLoader {
  readonly dataset: Dataset;
  readonly progress: LoadProgress;
  /** Resolves with the first pack; failures come through `progress`, so it never rejects. */
  readonly ready: Promise<void>;
  /** Changes how many images are wanted, as `LoadOptions.images` does; what has arrived stays. */
  want(images: number): void;
  /** Tries the failed files again. */
  retry(): void;
}

/** Packs fetched at the same time, once the first is here. */
const IN_FLIGHT = 3;

/**
 * Starts to load MNIST: the first pack, then the others in the manifest's order. Packs may arrive
 * in any order and some never; `dataset` says which pictures are there, and training goes on with
 * these. Nothing is thrown: a file that fails three times is named in `progress.failures`.
 */
export function loadMnist(options: LoadOptions): MnistLoader {
  const signal = options.signal ?? new AbortController().signal;
  const net: FetchOptions = {
    signal,
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    wait: options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  };
  const manifestUrl = new URL(MANIFEST_PATH, options.baseUrl).href;
  const dataset: Dataset = {
    train: new PictureSet(SPLIT_SIZES.train),
    test: new PictureSet(SPLIT_SIZES.test),
  };
  const arrived = new Set<Pack>();
  const loading = new Set<Pack>();
  const failures = new Map<Pack | 'manifest', LoadFailure>();
  let packs: Pack[] = [];
  let images = options.images;
  let setReady = () => {};
  const ready = new Promise<void>((resolve) => {
    setReady = resolve;
  });

  const isWanted = (pack: Pack) =>
    images > 0 && pack.parts.some((part) => part.split === 'test' || part.start < images);

  function progress(): LoadProgress {
    const wanted = packs.filter(isWanted);
    const bytes = (some: Pack[]) => some.reduce((sum, pack) => sum + pack.packedBytes, 0);
    return {
      ready: packs[0] !== undefined && arrived.has(packs[0]),
      bytesWanted: bytes(wanted),
      bytesArrived: bytes(wanted.filter((pack) => arrived.has(pack))),
      trainingImages: dataset.train.arrivedCount,
      failures: [...failures.values()],
    };
  }

  function report(): void {
    if (!signal.aborted) options.onProgress?.(progress());
  }

  async function loadManifest(): Promise<void> {
    try {
      packs = readManifest(await fetchJson(manifestUrl, net));
      fetchMore();
    } catch (error) {
      failures.set('manifest', failure(MANIFEST_PATH, 'The list of MNIST files', error));
    }
    report();
  }

  async function loadPack(pack: Pack): Promise<void> {
    loading.add(pack);
    try {
      const url = new URL(pack.file, manifestUrl).href;
      store(await fetchPack(url, pack.bytes, net), pack, dataset);
      arrived.add(pack);
      if (pack === packs[0]) setReady();
    } catch (error) {
      failures.set(pack, failure(pack.file, contents(pack), error));
    }
    loading.delete(pack);
    fetchMore();
    report();
  }

  function fetchMore(): void {
    if (signal.aborted) return;
    const [first] = packs;
    const firstIsHere = first !== undefined && arrived.has(first);
    const candidates = firstIsHere ? packs.filter(isWanted) : packs.slice(0, 1);
    const waiting = candidates.filter(
      (pack) => !arrived.has(pack) && !loading.has(pack) && !failures.has(pack),
    );
    for (const pack of waiting.slice(0, IN_FLIGHT - loading.size)) void loadPack(pack);
  }

  void loadManifest();
  return {
    dataset,
    ready,
    get progress() {
      return progress();
    },
    want(count) {
      images = count;
      fetchMore();
      report();
    },
    retry() {
      const manifestFailed = failures.has('manifest');
      failures.clear();
      if (manifestFailed) void loadManifest();
      fetchMore();
      report();
    },
  };
}

function readManifest(json: unknown): Pack[] {
  const manifest = safeParse(manifestSchema, json);
  const isSound = (pack: Pack) => pack.bytes === packBytes(pack);
  if (!manifest.success || !manifest.output.packs.every(isSound)) {
    throw new FetchError('the server sent something else');
  }
  return manifest.output.packs;
}

function packBytes(pack: Pack): number {
  return pack.parts.reduce((sum, part) => sum + partBytes(part), 0);
}

function store(unpacked: Uint8Array, pack: Pack, dataset: Dataset): void {
  let offset = 0;
  for (const part of pack.parts) {
    const set = dataset[part.split];
    const bytes = unpacked.subarray(offset, offset + partBytes(part));
    offset += bytes.length;
    if (part.holds === 'labels') {
      set.labels.set(bytes, part.start);
    } else {
      set.pixels.set(bytes, part.start * (set.pixels.length / set.count));
      set.markArrived(part.start, part.end);
    }
  }
}

/** What a pack holds, in the student's words: "Training images 2,049 to 6,024". */
function contents(pack: Pack): string {
  const names = pack.parts
    .filter((part) => part.holds === 'images')
    .map((part) => {
      const split = part.split === 'train' ? 'training' : 'test';
      const [from, to] = [part.start + 1, part.end].map((n) => n.toLocaleString('en'));
      return `${split} images ${from} to ${to}`;
    });
  const list = names.join(' and ');
  return list.charAt(0).toUpperCase() + list.slice(1);
}

function failure(file: string, what: string, error: unknown): LoadFailure {
  const reason = error instanceof Error ? error.message : String(error);
  return { file, sentence: `${what} did not arrive: ${reason}.` };
}
