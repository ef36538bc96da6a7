import { followAddress } from '../embed/address.ts';
import { writeLink } from '../embed/link.ts';
import { readHash } from '../embed/read-hash.ts';
import { loadPageChunks, pageChunk } from '../loading/load-chunk.ts';
import { savesData } from '../loading/saves-data.ts';
import { hasKeptDatabase, readKeptMark } from '../store/kept-mark.ts';
import { createPlayground, type PlaygroundStore } from '../store/playground.ts';
import { outcome } from '../store/sentences.ts';
import type { Playground, PlaygroundState } from '../store/state.ts';
import { createDrawing } from '../ui/drawing/drawing.ts';
import { lastingRoot } from '../ui/lasting-root.tsx';
import { Page } from '../ui/Page.tsx';
import { keepPage } from './keeping.ts';
import { showState } from './show-state.ts';
import './styles/tokens.css';
import './styles/base.css';

const loadOffline = pageChunk(() => import('./offline.ts'));

/** The notice's button. */
const RELOAD = 'reload' as const;

/** Milliseconds that a kept run may take to be read; one that comes later is offered. */
const RESTORE_LIMIT_MS = 10_000;
/** The same for a look whether there is one. */
const LOOK_LIMIT_MS = 1000;

void start();

/** Not by a top-level await: what it loads may be in one file with this module, and would wait for it. */
async function start(): Promise<void> {
  const baseUrl = new URL('.', location.href).href;
  const address = await startOf(location.hash);
  const playground = createPlayground(baseUrl, address, undefined, true);
  const drawing = createDrawing();

  showState(playground);
  whenReady(playground, () => void loadTheRest(playground));

  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element with the id root.');
  lastingRoot(root, <Page playground={playground} drawing={drawing} linkOf={linkOf} />)();

  const keep = () => keepPage(playground, drawing, address.spec ?? null);
  try {
    const isKept = Promise.race([hasKeptDatabase(), after(LOOK_LIMIT_MS).then(() => false)]);
    const mayRestore = readKeptMark().hasRuns || (await isKept);
    if (mayRestore) await Promise.race([keep(), after(RESTORE_LIMIT_MS)]);
    else whenReady(playground, () => void idle().then(keep));
  } finally {
    // Whatever became of the kept run.
    playground.getState().begin(null, false);
    followAddress(playground);
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * What the page can do without at first, and should have before the network goes. A student who asked
 * the browser to save data pays for what they open alone.
 */
async function loadTheRest(playground: PlaygroundStore): Promise<void> {
  if (savesData()) return;
  await loadPageChunks(idle);
  // A development server's files change by the minute.
  if (!import.meta.env.PROD) return;
  const offline = await loadOffline().catch(() => null);
  await offline?.keepOffline(playground);
}

/** Calls once, when network and first images are there. */
function whenReady(playground: PlaygroundStore, call: () => void): void {
  const unsubscribe = playground.subscribe(({ phase }) => {
    if (phase === 'loading') return;
    unsubscribe();
    call();
  });
}

/** Resolves when the page has nothing to do; Safari does not say when that is. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve, 200);
  });
}

async function linkOf(playground: PlaygroundState): Promise<string | null> {
  const hash = await writeLink(playground);
  return hash === null ? null : new URL(hash, location.href).href;
}

/** The experiment that a link names; the usual one, and why, where it names none. */
async function startOf(
  hash: string,
): Promise<Partial<Pick<Playground, 'spec' | 'view' | 'notices'>>> {
  if (hash === '') return {};
  const { shared, problem, mayReload } = await readHash(hash);
  const notice = problem ? outcome('warning', problem) : null;
  return { ...shared, notices: notice ? [{ ...notice, action: mayReload ? RELOAD : null }] : [] };
}
