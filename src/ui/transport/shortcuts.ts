import type { StoreApi } from 'zustand';
import type { Playground } from '../../store/state.ts';
import type { Drawing } from '../drawing/drawing.ts';
import { showAnother } from '../drawing/TestDigits.tsx';

interface Reach {
  playground: StoreApi<Playground>;
  drawing: StoreApi<Drawing>;
}

interface Shortcut {
  key: string;
  does: string;
  run(reach: Reach): void;
}

/** Single letters, so that Space and the arrows stay with buttons, sliders and the drawing pad. */
export const shortcuts: readonly Shortcut[] = [
  {
    key: 't',
    does: 'Train or pause',
    run: ({ playground }) => {
      const { phase, train, pause } = playground.getState();
      if (phase === 'training') pause();
      else if (phase !== 'loading') train();
    },
  },
  { key: 'b', does: 'Step one batch', run: ({ playground }) => step(playground, 'batch') },
  { key: 'e', does: 'Step one epoch', run: ({ playground }) => step(playground, 'epoch') },
  {
    key: 'r',
    does: 'Reset to the same initial weights',
    run: (reach) => reach.playground.getState().reset(),
  },
  {
    key: 'n',
    does: 'Another test digit',
    run: ({ playground }) => showAnother(playground.getState()),
  },
  { key: 'u', does: 'Undo the last stroke', run: ({ drawing }) => drawing.getState().undo() },
  { key: 'c', does: 'Clear the drawing', run: ({ drawing }) => drawing.getState().clear() },
];

function step(playground: StoreApi<Playground>, unit: 'batch' | 'epoch'): void {
  const { phase, step: run } = playground.getState();
  if (phase !== 'training' && phase !== 'loading') run(unit);
}

/** What a student types into, or has open before the page. */
const TAKES_KEYS = 'input:not([type=range]), textarea, select, dialog, [role=dialog]';

/** The shortcut that a key press means; null while someone types, or holds another key. */
export function shortcutFor(event: {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat: boolean;
  target: EventTarget | null;
}): Shortcut | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return null;
  const { target } = event;
  if (target instanceof Element && target.closest(TAKES_KEYS)) return null;
  return shortcuts.find(({ key }) => key === event.key.toLowerCase()) ?? null;
}
