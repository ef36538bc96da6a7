/** Most of a frame that drawing may take; what is left over waits for the next frame. */
const BUDGET_MS = 4;

const waiting = new Set<() => void>();
let requested = false;

/** Runs `job` in a coming frame, once however often it is asked for until then. */
export function drawSoon(job: () => void): void {
  waiting.add(job);
  if (requested) return;
  requested = true;
  requestAnimationFrame(drawWaiting);
}

export function forgetDrawing(job: () => void): void {
  waiting.delete(job);
}

function drawWaiting(): void {
  const start = performance.now();
  for (const job of waiting) {
    waiting.delete(job);
    job();
    if (performance.now() - start > BUDGET_MS) break;
  }
  requested = waiting.size > 0;
  if (requested) requestAnimationFrame(drawWaiting);
}
