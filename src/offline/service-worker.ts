import { type Build, dropOldBuilds, type FetchFile, keepBuild, keptFile } from './builds.ts';
import { dataFile, keepFetchedData } from './data-files.ts';
import type { OfflineMessage } from './messages.ts';

/*
 * Keeps the page for when there is no network. `docs/decisions/offline.md` tells why it is ours. It
 * answers for the page's own files alone; embeds, examples and the scripts for hosts go to the network.
 */
declare const self: ServiceWorkerGlobalScope;
/** Filled in by the build. */
declare const BUILD: Build;
declare const DATA_MANIFEST: string;

const folder = self.registration.scope;
const ownFiles = new Set(BUILD.files.map((file) => new URL(file, folder).href));
const dataManifest = new URL(DATA_MANIFEST, folder).href;
const dataFolder = new URL('.', dataManifest).href;
const assetFolder = new URL('assets/', folder).href;
const pageAddresses = [folder, new URL('index.html', folder).href];

const fetchFile: FetchFile = (url, cache) => fetch(url, { cache, mode: 'same-origin' });

self.addEventListener('install', (event) => {
  event.waitUntil(keepBuild(BUILD, folder, caches, fetchFile));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOldBuilds(BUILD, caches), self.clients.claim()]));
});

self.addEventListener('message', (event) => {
  const { type } = event.data as OfflineMessage;
  if (type === 'takeOver') event.waitUntil(self.skipWaiting());
  else event.waitUntil(keepFetchedData(dataManifest, caches, fetchFile));
});

self.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

/** Null for what is none of the page's. */
function answerTo(request: Request): Promise<Response> | null {
  if (request.method !== 'GET') return null;
  // Whatever parameters the address has, it is the same page.
  const url = request.url.replace(/[?#].*$/, '');
  if (request.mode === 'navigate')
    return pageAddresses.includes(url) ? kept(folder, request) : null;
  if (url.startsWith(dataFolder)) return dataFile(request, caches, fetch);
  return url.startsWith(assetFolder) || ownFiles.has(url) ? kept(url, request) : null;
}

async function kept(url: string, request: Request): Promise<Response> {
  const file = await keptFile(BUILD, url, caches);
  // Without an address of its own: a worker takes that for its own, and the role behind its # is lost.
  return file ? new Response(file.body, file) : fetch(request);
}
