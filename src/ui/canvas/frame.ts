import { createStore } from 'zustand/vanilla';

/** Most of a frame that drawing may take; what is left over waits for the next frame. */
const BUDGET_MS = 4;

const waiting = new Set<() => void>();

/** Whether a frame has been asked for, and something may still be drawn. */
export const drawing = createStore(() => false);

/** Runs `job` in a coming frame, once however often it is asked for until then. */
export function drawSoon(job: () => void): void {
  waiting.add(job);
  if (drawing.getState()) return;
  drawing.setState(true);
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
  const isLeft = waiting.size > 0;
  drawing.setState(isLeft);
  if (isLeft) requestAnimationFrame(drawWaiting);
}
