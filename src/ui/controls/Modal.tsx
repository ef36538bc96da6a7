import { useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import type { Elements } from './elements.ts';
import { Icon } from './Icon.tsx';
import styles from './modal.module.css';

interface ModalProps {
  title: string;
  open: boolean;
  onClose(): void;
  wide?: boolean;
  children: Elements;
  /** Buttons at the foot. */
  foot?: Elements;
}

/** The platform's own dialog: it keeps the focus inside, closes on Escape, and gives the focus back. */
export function Modal({ title, open, onClose, wide = false, children, foot }: ModalProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = dialog.current;
    if (!open || !element) return;
    element.showModal();
    return () => element.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog is one more way; Escape is the keyboard's
    <dialog
      ref={dialog}
      className={`${styles.popup} ${wide ? styles.wide : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {open && (
        <div className={styles.content}>
          <div className={styles.head}>
            <h2 id={id} className={styles.title}>
              {title}
            </h2>
            <Button look="round" aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </Button>
          </div>
          <div className={styles.body}>{children}</div>
          {foot && <div className={styles.foot}>{foot}</div>}
        </div>
      )}
    </dialog>
  );
}
