import type { StoreApi } from 'zustand';
import { isTraining, type Playground } from '../../store/state.ts';
import { isComposing } from '../controls/composition.ts';
import type { Drawing } from '../drawing/drawing.ts';
import { showAnother } from '../drawing/show-another.ts';
import { latinLetter } from './key-letters.ts';

interface Reach {
  playground: StoreApi<Playground>;
  drawing: StoreApi<Drawing>;
}

interface Shortcut {
  /** A Latin letter. */
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
      const { train, pause } = playground.getState();
      if (isTraining(playground.getState())) pause();
      else train();
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
const TAKES_KEYS =
  'input:not([type=range], [type=checkbox]), textarea, select, dialog, [role=dialog]';

interface KeyPress
  extends Pick<
    KeyboardEvent,
    'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'isComposing' | 'keyCode'
  > {
  target: EventTarget | null;
  getModifierState(key: string): boolean;
}

/** The shortcut that a key press means; null while someone types, or holds another key. */
export function shortcutFor(press: KeyPress): Shortcut | null {
  const { ctrlKey, altKey, metaKey, repeat, target } = press;
  if (ctrlKey || altKey || metaKey || press.getModifierState('AltGraph')) return null;
  if (repeat || isComposing(press)) return null;
  if (target instanceof Element && target.closest(TAKES_KEYS)) return null;
  const letter = latinLetter(press);
  return shortcuts.find(({ key }) => key === letter) ?? null;
}
