import { useState } from 'react';
import { pageChunk } from '../../loading/load-chunk.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { LoadBoundary, lazyChunk } from '../controls/LoadBoundary.tsx';
import { Modal } from '../controls/Modal.tsx';
import { useDrawingStore } from '../drawing/drawing.ts';
import { usePlaygroundStore } from '../playground.ts';
import styles from './saving.module.css';
import { useDroppedFiles } from './use-dropped-files.ts';

const savingDialog = lazyChunk(() => import('./SavingDialog.tsx'));
const loadOpening = pageChunk(() => import('./open-files.ts'));

/** Saving and opening: a button, and the whole page to drop files on. */
export function Saving() {
  const playground = usePlaygroundStore();
  const drawing = useDrawingStore();
  const [isOpen, setIsOpen] = useState(false);
  async function open(files: readonly File[]): Promise<void> {
    try {
      const { openFiles } = await loadOpening();
      await openFiles(files, playground, drawing);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      playground.getState().refuseFile(`What opens files could not be loaded: ${reason}.`);
    }
  }
  const isOver = useDroppedFiles(open);
  return (
    <>
      <Button
        look="round"
        aria-label="Save and open"
        title="Save and open"
        onClick={() => setIsOpen(true)}
      >
        <Icon name="save" />
      </Button>
      {isOpen && (
        <LoadBoundary
          name="Saving and opening"
          chunk={savingDialog}
          props={{ onClose: () => setIsOpen(false), onFiles: open }}
          frame={(message) => (
            <Modal title="Save and open" open onClose={() => setIsOpen(false)}>
              {message}
            </Modal>
          )}
        />
      )}
      {isOver && <p className={styles.drop}>Drop an experiment or weights to open them.</p>}
    </>
  );
}
