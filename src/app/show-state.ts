import type { PlaygroundStore } from '../store/playground.ts';
import { drawing } from '../ui/canvas/frame.ts';

/**
 * Writes the page's state where tests and style sheets read it, now and whenever it changes:
 * `data-state` is the phase; `data-settled` is `true` once training stands still and every picture is
 * drawn, of the network and the digit that the page names.
 */
export function showState(playground: PlaygroundStore): void {
  const { dataset } = document.documentElement;
  const show = () => {
    const { phase, model, isPausing, isPicturing } = playground.getState();
    dataset.state = phase;
    const isBusy = phase === 'training' || isPausing || isPicturing || drawing.getState();
    dataset.settled = String(model !== null && !isBusy);
  };
  show();
  playground.subscribe(show);
  drawing.subscribe(show);
}
