import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from './Button.tsx';
import styles from './popover.module.css';

/** Distance from the button and from the window's edges, in CSS pixels. */
const GAP = 12;

interface PopoverProps {
  /** Of the button that opens it. */
  label: string;
  name: string;
  look?: 'outline' | 'plain';
  disabled?: boolean;
  children(close: () => void): ReactNode;
}

/** The platform's own popover beside its button: Escape and a click elsewhere close it. */
export function Popover({
  label,
  name,
  look = 'outline',
  disabled = false,
  children,
}: PopoverProps) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const box = popup.current;
    const button = trigger.current;
    if (!open || !box || !button) return;
    // What it holds may arrive late or grow: it is placed again with every size.
    const observer = new ResizeObserver(() => place(box, button.getBoundingClientRect()));
    observer.observe(box);
    return () => observer.disconnect();
  }, [open]);

  return (
    <>
      <Button ref={trigger} look={look} disabled={disabled} popoverTarget={id} aria-expanded={open}>
        {label}
      </Button>
      <div
        ref={popup}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={name}
        className={styles.popup}
        onBeforeToggle={({ newState }) => flushSync(() => setOpen(newState === 'open'))}
      >
        {open && children(() => popup.current?.hidePopover())}
      </div>
    </>
  );
}

/** Beside the button where there is more room, level with it, moved as far as it takes to fit. */
function place({ style, offsetWidth, offsetHeight }: HTMLElement, button: DOMRect) {
  const { innerWidth, innerHeight } = window;
  const isAfter = innerWidth - button.right >= button.left;
  const left = isAfter ? button.right + GAP : button.left - GAP - offsetWidth;
  const within = (start: number, length: number, room: number) =>
    `${Math.max(GAP, Math.min(start, room - GAP - length))}px`;
  style.left = within(left, offsetWidth, innerWidth);
  style.top = within(button.top, offsetHeight, innerHeight);
}
