import { useId, useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Modal } from '../controls/Modal.tsx';
import styles from './share.module.css';

/** The link to what is on the screen: the page's address, which follows the experiment. */
export function Share() {
  const id = useId();
  const [link, setLink] = useState<string | null>(null);
  const [copied, setCopied] = useState<boolean | null>(null);

  const copy = async (text: string) => {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setCopied(done ?? false);
  };

  return (
    <>
      <Button
        look="round"
        aria-label="Share"
        title="Share this experiment"
        onClick={() => {
          setCopied(null);
          setLink(location.href);
        }}
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
          <Button look="plain" onClick={() => link && copy(link)}>
            Copy
          </Button>
        </div>
        <p role="status" className={styles.text}>
          {copied === true && 'Copied.'}
          {copied === false && 'This browser does not let the page copy: select the link instead.'}
        </p>
      </Modal>
    </>
  );
}
