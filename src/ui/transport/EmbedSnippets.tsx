import { useId, useState } from 'react';
import { embeddedOf, writeSnippets } from '../../code/embed-snippets.ts';
import type { Spec } from '../../spec/spec.ts';
import { CopyButton } from '../controls/CopyButton.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import styles from './share.module.css';

interface EmbedSnippetsProps {
  link: string;
  /** The experiment that the link carries. */
  spec: Spec;
}

/** What an author pastes to have this experiment in a page of his own. */
export default function EmbedSnippets({ link, spec }: EmbedSnippetsProps) {
  const id = useId();
  const [chosen, setChosen] = useState('html');
  const { href, hash } = new URL(link);
  const snippets = writeSnippets(embeddedOf(new URL('.', href).href, spec, hash));
  const snippet = snippets.find((one) => one.id === chosen);

  return (
    <section aria-labelledby={id} className={styles.embed}>
      <h3 id={id} className={styles.title}>
        Embed it in a page of yours
      </h3>
      <SelectField
        label="Kind of page"
        value={chosen}
        options={snippets.map(({ id: value, label }) => ({ value, label }))}
        onChoose={setChosen}
      >
        <CopyButton key={chosen} label="Copy snippet" text={snippet?.text ?? ''} />
      </SelectField>
      <textarea
        aria-label="Snippet"
        className={styles.snippet}
        readOnly
        rows={7}
        value={snippet?.text}
        onFocus={(event) => event.target.select()}
      />
      <p role="status" className={styles.text}>
        {snippet?.note}
      </p>
    </section>
  );
}
