import { lazy, useId, useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { CopyButton } from '../controls/CopyButton.tsx';
import { Icon } from '../controls/Icon.tsx';
import { LoadBoundary } from '../controls/LoadBoundary.tsx';
import { Modal } from '../controls/Modal.tsx';
import styles from './share.module.css';

const EmbedSnippets = lazy(() => import('./EmbedSnippets.tsx'));

/** The link to what is on the screen: the page's address, which follows the experiment. */
export function Share() {
  const id = useId();
  const [link, setLink] = useState<string | null>(null);

  return (
    <>
      <Button
        look="round"
        aria-label="Share"
        title="Share this experiment"
        onClick={() => setLink(location.href)}
      >
        <Icon name="share" />
      </Button>
      <Modal title="Share this experiment" open={link !== null} onClose={() => setLink(null)}>
        <p className={styles.text}>
          The link opens the same network, settings and seed. It carries no weights and no drawing:
          whoever opens it trains anew.
        </p>
        <div className={styles.row}>
          <label htmlFor={id}>Link</label>
          <input id={id} readOnly value={link ?? ''} onFocus={(event) => event.target.select()} />
          <CopyButton text={link ?? ''} />
        </div>
        {link !== null && (
          <LoadBoundary name="What to embed">
            <EmbedSnippets link={link} />
          </LoadBoundary>
        )}
      </Modal>
    </>
  );
}
