import { type DragEvent, useId, useRef, useState } from 'react';
import { Button } from '../controls/Button.tsx';
import styles from './anomalies.module.css';

interface OwnPicturesProps {
  /** What counts as strange just now; null for the digits that do not train. */
  files: readonly File[] | null;
  /** Why the newest files were refused, a sentence. */
  problem: string | null;
  onChoose(files: File[] | null): void;
}

/** Where a student drops pictures of something else, which then count as strange. */
export function OwnPictures({ files, problem, onChoose }: OwnPicturesProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);

  function choose(list: FileList | null): void {
    if (list && list.length > 0) onChoose([...list]);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    choose(event.dataTransfer.files);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut to the button in it.
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p id={id}>
        {files
          ? `Strange are the pictures in ${files.map(({ name }) => name).join(' and ')}.`
          : 'Strange are the digits that do not train. Or drop an IDX file of 28×28 pictures here, plain or .gz, with its labels or without.'}
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="IDX files"
        onChange={(event) => {
          choose(event.target.files);
          // The same files may be chosen again.
          event.target.value = '';
        }}
      />
      <div className={styles.dropButtons}>
        <Button look="plain" aria-describedby={id} onClick={() => input.current?.click()}>
          Choose files
        </Button>
        {files && (
          <Button look="plain" onClick={() => onChoose(null)}>
            Back to digits
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
