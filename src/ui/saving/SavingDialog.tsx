import { useRef, useState } from 'react';
import { type FormatKind, formats } from '../../spec/formats.ts';
import { askForFile } from '../../store/files-client.ts';
import { Button } from '../controls/Button.tsx';
import { Modal } from '../controls/Modal.tsx';
import { savedDrawings, useDrawingStore } from '../drawing/drawing.ts';
import { usePlaygroundStore } from '../playground.ts';
import { fileName, picturesOnPage } from './pictures.ts';
import { saveFile } from './save-file.ts';
import styles from './saving.module.css';

const kinds = Object.keys(formats) as FormatKind[];

interface SavingDialogProps {
  onClose(): void;
  /** Opens them. Never rejects. */
  onFiles(files: readonly File[]): Promise<void>;
}

/** Everything that can be taken away, and what can be brought back. */
export default function SavingDialog({ onClose, onFiles }: SavingDialogProps) {
  const playground = usePlaygroundStore();
  const drawing = useDrawingStore();
  const input = useRef<HTMLInputElement>(null);
  const [pictures] = useState(picturesOnPage);
  const [news, setNews] = useState<{ tone: 'status' | 'alert'; text: string } | null>(null);

  async function save(name: string, make: () => Promise<Blob>): Promise<void> {
    setNews({ tone: 'status', text: `Writing ${name}…` });
    try {
      saveFile(name, await make());
      setNews({ tone: 'status', text: `Saved ${name}.` });
    } catch (error) {
      setNews({ tone: 'alert', text: error instanceof Error ? error.message : String(error) });
    }
  }

  async function write(format: FormatKind): Promise<Blob> {
    const drawings = savedDrawings(drawing.getState());
    const experiment = playground.getState().experiment(drawings);
    if (!experiment) throw new Error('There is no network to save yet.');
    return new Blob([await askForFile('write', { format, experiment })]);
  }

  return (
    <Modal
      title="Save and open"
      open
      onClose={onClose}
      foot={
        <p role={news?.tone ?? 'status'} className={styles.news}>
          {news?.text}
        </p>
      }
    >
      <section className={styles.section}>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Files to open"
          accept=".zip,.safetensors,.json,.bin"
          onChange={({ target }) => {
            onClose();
            void onFiles([...(target.files ?? [])]);
          }}
        />
        <Button onClick={() => input.current?.click()}>Open…</Button>
        <p>
          An experiment, or weights for the network on the screen: safetensors, or TensorFlow.js’
          model.json with its weights.bin. Or drop files anywhere on the page.
        </p>
      </section>
      <h3 className={styles.title}>Save</h3>
      <ul className={styles.formats}>
        {kinds.map((kind) => {
          const { label, file, summary } = formats[kind];
          return (
            <li key={kind}>
              <Button
                look="plain"
                aria-label={`Save ${label}`}
                onClick={() => save(file, () => write(kind))}
              >
                {label}
              </Button>
              <span>{summary}</span>
            </li>
          );
        })}
      </ul>
      <h3 className={styles.title}>Save a picture of the page, sharp enough for paper</h3>
      <ul className={styles.pictures}>
        {pictures.map(({ name, png, svg }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two pictures may have one name, and the list stays.
          <li key={place}>
            <span>{name}</span>
            <Button
              look="plain"
              aria-label={`Save ${name} as PNG`}
              onClick={() => save(`${fileName(name)}.png`, png)}
            >
              PNG
            </Button>
            {svg && (
              <Button
                look="plain"
                aria-label={`Save ${name} as SVG`}
                onClick={() => save(`${fileName(name)}.svg`, svg)}
              >
                SVG
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
