import { useId, useState } from 'react';
import { embeddedOf, writeSnippets } from '../../code/embed-snippets.ts';
import { Button } from '../controls/Button.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { usePlayground } from '../playground.ts';
import styles from './share.module.css';
import { useCopy } from './use-copy.ts';

/** What an author pastes to have this experiment in a page of his own. */
export default function EmbedSnippets({ link }: { link: string }) {
  const id = useId();
  const spec = usePlayground((playground) => playground.spec);
  const [chosen, setChosen] = useState('html');
  const { copy, sentence, forget } = useCopy();
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
        onChoose={(kind) => {
          setChosen(kind);
          forget();
        }}
      >
        <Button look="plain" onClick={() => snippet && copy(snippet.text)}>
          Copy snippet
        </Button>
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
        {sentence || snippet?.note}
      </p>
    </section>
  );
}
