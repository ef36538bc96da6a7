import { startProber } from './roles/prober-role.ts';
import { startTrainer } from './roles/trainer-role.ts';
import { startViewer } from './roles/viewer-role.ts';

declare const self: DedicatedWorkerGlobalScope;

/*
 * The one script of all four workers. Which of them this is stands behind the # of its address.
 */
const roles: Readonly<Record<string, () => void | Promise<void>>> = {
  '#trainer': startTrainer,
  '#viewer': startViewer,
  '#prober': startProber,
  '#analyst': startAnalyst,
};

const start = roles[self.location.hash];
if (!start) throw new Error(`There is no worker ${self.location.hash}.`);
void start();

/** Loads what the analyst alone has. What arrives before that waits. */
async function startAnalyst(): Promise<void> {
  const early: MessageEvent[] = [];
  self.onmessage = (event) => early.push(event);
  try {
    const role = await import('./roles/analyst-role.ts');
    role.startAnalyst();
    for (const event of early) self.onmessage?.(event);
  } catch (error) {
    // Thrown outside of the promise, so that the page's `onerror` hears of it.
    setTimeout(() => {
      throw error;
    });
  }
}
