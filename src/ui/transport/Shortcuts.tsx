import { useEffect, useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Modal } from '../controls/Modal.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useDrawingStore } from '../drawing/drawing.ts';
import { usePlaygroundStore } from '../playground.ts';
import { storeChoice, storedChoice } from '../stored-choice.ts';
import { learnLetter, lettersOf } from './key-letters.ts';
import styles from './shortcuts.module.css';
import { shortcutFor, shortcuts } from './shortcuts.ts';

const CHOICE = 'shortcuts';
const OFF = 'off';

/** The page's keys, and the list of them. They can be turned off, for those who speak to the page. */
export function Shortcuts() {
  const playground = usePlaygroundStore();
  const drawing = useDrawingStore();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(() => storedChoice(CHOICE) !== OFF);
  const [letters, setLetters] = useState(() => lettersOf(navigator.languages));

  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent) => {
      setLetters((known) => learnLetter(known, event));
      const shortcut = shortcutFor(event);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run({ playground, drawing });
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [active, playground, drawing]);

  function choose(use: boolean): void {
    setActive(use);
    storeChoice(CHOICE, use ? 'on' : OFF);
  }

  return (
    <>
      <Button
        look="round"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts"
        onClick={() => setOpen(true)}
      >
        <Icon name="keyboard" />
      </Button>
      <Modal title="Keyboard shortcuts" open={open} onClose={() => setOpen(false)}>
        <dl className={styles.list}>
          {shortcuts.map(({ key, does }) => (
            <div key={key}>
              <dt>
                <kbd translate="no">{key.toUpperCase()}</kbd>
                {letters[key] && <kbd translate="no">{shownLetter(letters[key])}</kbd>}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.pad}>
          On the drawing pad: arrows move, <kbd>Space</kbd> paints or erases.
        </p>
        <Switch label="Use these keys" checked={active} onChange={choose} />
      </Modal>
    </>
  );
}

/** As it stands on a key; a mark that belongs over a letter stands over a ring. */
function shownLetter(letter: string): string {
  return /^\p{M}/u.test(letter) ? `◌${letter}` : letter.toUpperCase();
}
