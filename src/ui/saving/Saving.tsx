import { lazy, useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { LoadBoundary } from '../controls/LoadBoundary.tsx';
import { useDrawingStore } from '../drawing/drawing.ts';
import { usePlaygroundStore } from '../playground.ts';
import styles from './saving.module.css';
import { useDroppedFiles } from './use-dropped-files.ts';

const SavingDialog = lazy(() => import('./SavingDialog.tsx'));

/** Saving and opening: a button, and the whole page to drop files on. */
export function Saving() {
  const playground = usePlaygroundStore();
  const drawing = useDrawingStore();
  const [isOpen, setIsOpen] = useState(false);
  const isOver = useDroppedFiles(async (files) => {
    const { openFiles } = await import('./open-files.ts');
    await openFiles(files, playground, drawing);
  });
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
        <LoadBoundary name="Saving and opening">
          <SavingDialog onClose={() => setIsOpen(false)} />
        </LoadBoundary>
      )}
      {isOver && <p className={styles.drop}>Drop an experiment or weights to open them.</p>}
    </>
  );
}
