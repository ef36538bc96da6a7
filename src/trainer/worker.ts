declare const self: DedicatedWorkerGlobalScope;

/*
 * The one script of all four workers: what they share is then loaded once. Which of them this is stands
 * behind the # of its address. What arrives before its role has been loaded waits.
 */
const roles: Readonly<Record<string, () => Promise<unknown>>> = {
  '#trainer': () => import('./roles/trainer-role.ts'),
  '#viewer': () => import('./roles/viewer-role.ts'),
  '#analyst': () => import('./roles/analyst-role.ts'),
  '#prober': () => import('./roles/prober-role.ts'),
};

const early: MessageEvent[] = [];
self.onmessage = (event) => early.push(event);
const load = roles[self.location.hash];
if (!load) throw new Error(`There is no worker ${self.location.hash}.`);
load().then(
  () => {
    for (const event of early) self.onmessage?.(event);
  },
  // Thrown outside of the promise, so that the page's `onerror` hears of it.
  (error) =>
    setTimeout(() => {
      throw error;
    }),
);
