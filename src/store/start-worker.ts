import workerUrl from '../trainer/worker.ts?worker&url';
import type { Workers } from './workers.ts';

/**
 * Starts the script of all workers in one role. A frame that is sandboxed without an origin may start
 * no script of ours; there a script of its own imports it. That one can't be a module in Chromium, and
 * keeps what arrives meanwhile.
 */
export function startWorker(role: keyof Workers): Worker {
  const url = new URL(workerUrl, import.meta.url).href;
  try {
    return new Worker(`${url}#${role}`, { type: 'module' });
  } catch {
    const code = `
      const early = [];
      onmessage = (event) => early.push(event);
      import(${JSON.stringify(url)}).then(
        () => early.forEach((event) => onmessage(event)),
        (error) => setTimeout(() => { throw error; }),
      );`;
    const script = new Blob([code], { type: 'text/javascript' });
    return new Worker(`${URL.createObjectURL(script)}#${role}`);
  }
}
