import type { StoreApi } from 'zustand/vanilla';
import { type OfflineMessage, WORKER_FILE } from '../offline/messages.ts';
import type { Playground } from '../store/state.ts';

/**
 * Has the page kept in this browser, so that it works without a network, and offers a new version when
 * one is there. Where the browser or the host has no service worker nothing is kept, and nothing said.
 */
export async function keepOffline(store: StoreApi<Playground>): Promise<void> {
  const { serviceWorker } = navigator;
  // In a frame on another site the storage is another one, small and soon gone.
  if (!serviceWorker || window.top !== window) return;
  const registration = await serviceWorker
    .register(new URL(WORKER_FILE, new URL('.', location.href)), { updateViaCache: 'none' })
    .catch(() => null);
  if (!registration) return;

  offerWhenWaiting(registration, store);
  store.setState({ reload: () => reloadNewest(registration) });
  const keepData = () => tell(registration.active, { type: 'keepData' });
  await serviceWorker.ready;
  keepData();
  store.subscribe(({ images }, before) => {
    if (images !== before.images && images.arrived === images.wanted) keepData();
  });
}

/** A new version waits until nobody uses the one before, or until a student asks for it. */
function offerWhenWaiting(
  registration: ServiceWorkerRegistration,
  store: StoreApi<Playground>,
): void {
  const offer = () => {
    // The first version to come takes nobody's place.
    if (!registration.waiting || !registration.active) return;
    store.getState().notify({
      subject: 'version',
      tone: 'info',
      text: 'A new version of the playground is here.',
      action: 'saveAndReload',
    });
  };
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
}

/** Reloads at once where no newer version waits. */
function reloadNewest({ waiting }: ServiceWorkerRegistration): void {
  if (!waiting) {
    location.reload();
    return;
  }
  waiting.addEventListener('statechange', () => {
    if (waiting.state === 'activated') location.reload();
  });
  tell(waiting, { type: 'takeOver' });
}

function tell(worker: ServiceWorker | null, message: OfflineMessage): void {
  worker?.postMessage(message);
}
