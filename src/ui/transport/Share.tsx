import { useId, useState } from 'react';
import type { Spec } from '../../spec/spec.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { Button } from '../controls/Button.tsx';
import { CopyButton } from '../controls/CopyButton.tsx';
import { Icon } from '../controls/Icon.tsx';
import { LoadBoundary, lazyChunk } from '../controls/LoadBoundary.tsx';
import { Modal } from '../controls/Modal.tsx';
import { usePlaygroundStore } from '../playground.ts';
import styles from './share.module.css';

const embedSnippets = lazyChunk(() => import('./EmbedSnippets.tsx'));

export interface ShareProps {
  /** The address of an experiment; null for one too large for an address. */
  linkOf(playground: PlaygroundState): Promise<string | null>;
}

/** The link to what is on the screen, which the page's address comes to a moment later. */
export function Share({ linkOf }: ShareProps) {
  const id = useId();
  const store = usePlaygroundStore();
  /** Null while the dialog is closed; an empty link where none can hold the experiment. */
  const [shared, setShared] = useState<{ link: string; spec: Spec } | null>(null);
  const link = shared?.link;

  async function share(): Promise<void> {
    const playground = store.getState();
    setShared({ link: (await linkOf(playground)) ?? '', spec: playground.spec });
  }

  return (
    <>
      <Button
        look="round"
        aria-label="Share"
        title="Share this experiment"
        onClick={() => void share()}
      >
        <Icon name="share" />
      </Button>
      <Modal title="Share this experiment" open={shared !== null} onClose={() => setShared(null)}>
        <p className={styles.text}>
          The link opens the same network, settings and seed. It carries no weights and no drawing:
          whoever opens it trains anew.
        </p>
        <div className={styles.row}>
          <label htmlFor={id}>Link</label>
          <input id={id} readOnly value={link ?? ''} onFocus={(event) => event.target.select()} />
          <CopyButton text={link ?? ''} />
        </div>
        {link === '' && (
          <p role="alert" className={styles.text}>
            This experiment is too large for a link: save it as a file instead.
          </p>
        )}
        {shared && link && (
          <LoadBoundary
            name="What to embed"
            chunk={embedSnippets}
            props={{ link, spec: shared.spec }}
          />
        )}
      </Modal>
    </>
  );
}
