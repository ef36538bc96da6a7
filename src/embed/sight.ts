import type { PlaygroundStore } from '../store/playground.ts';

/** Calls once when the frame comes into the reader's sight. */
export function whenInSight(call: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    call();
  });
  observer.observe(document.documentElement);
}

/** Pauses training while the frame is scrolled out of the reader's sight, and goes on after that. */
export function pauseOutOfSight(playground: PlaygroundStore): void {
  let hasPaused = false;
  new IntersectionObserver((entries) => {
    const isInSight = entries.at(-1)?.isIntersecting ?? true;
    const { phase, pause, train } = playground.getState();
    if (!isInSight && phase === 'training') {
      pause();
      hasPaused = true;
    } else if (isInSight && hasPaused) {
      hasPaused = false;
      if (phase === 'paused') train();
    }
  }).observe(document.documentElement);
}
