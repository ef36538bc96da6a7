import { type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './popover.module.css';

/** Distance from the button and from the window's edges, in CSS pixels. */
const GAP = 12;

interface PopoverProps {
  /** Of the button that opens it. */
  label: string;
  name: string;
  disabled?: boolean;
  children(close: () => void): ReactNode;
}

/** The platform's own popover beside its button: Escape and a click elsewhere close it. */
export function Popover({ label, name, disabled = false, children }: PopoverProps) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  function place(event: ToggleEvent<HTMLDivElement>): void {
    setOpen(event.newState === 'open');
    const button = trigger.current?.getBoundingClientRect();
    if (!button) return;
    const { style } = event.currentTarget;
    style.setProperty('--left', `${button.right + GAP}px`);
    style.setProperty('--bottom', `${Math.max(GAP, window.innerHeight - button.bottom)}px`);
  }

  return (
    <>
      <Button ref={trigger} disabled={disabled} popoverTarget={id} aria-expanded={open}>
        {label}
      </Button>
      <div
        ref={popup}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={name}
        className={styles.popup}
        onBeforeToggle={place}
      >
        {open && children(() => popup.current?.hidePopover())}
      </div>
    </>
  );
}
