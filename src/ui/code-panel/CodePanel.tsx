import { useId, useMemo, useState } from 'react';
import { type LanguageKind, languages, writeProgram } from '../../code/languages.ts';
import { writeNotebook } from '../../code/notebook.ts';
import { presetOf, presets } from '../../spec/presets.ts';
import type { Spec } from '../../spec/spec.ts';
import { Button } from '../controls/Button.tsx';
import { CopyButton } from '../controls/CopyButton.tsx';
import { Panel } from '../controls/Panel.tsx';
import { TabList } from '../controls/TabList.tsx';
import { usePlayground } from '../playground.ts';
import { saveFile } from '../saving/save-file.ts';
import styles from './code-panel.module.css';
import { Listing } from './Listing.tsx';
import { useChangedLines } from './use-changed-lines.ts';

/** The experiment on the screen as a program of each framework, to read and to take away. */
export default function CodePanel() {
  const panel = useId();
  const [language, setLanguage] = useState<LanguageKind>('keras');
  const spec = usePlayground((playground) => playground.spec);
  const program = useMemo(() => writeProgram(language, spec), [language, spec]);
  const changed = useChangedLines(language, program);
  const { label, extension } = languages[language];
  const name = `autoencoder_${language}`;
  return (
    <Panel title="The experiment as a program" className={styles.panel}>
      <div className={styles.head}>
        <TabList<LanguageKind>
          name="Frameworks"
          tabs={languages}
          selected={language}
          panel={panel}
          onSelect={setLanguage}
        />
        <p role="status" className={styles.news}>
          {newsOf(changed.size)}
        </p>
        <CopyButton text={program} />
        <Button look="plain" onClick={() => saveFile(`${name}.${extension}`, new Blob([program]))}>
          {`Download .${extension}`}
        </Button>
        {extension === 'py' && (
          <Button look="plain" onClick={() => saveFile(`${name}.ipynb`, notebook(language, spec))}>
            Notebook .ipynb
          </Button>
        )}
      </div>
      <div id={panel} role="tabpanel" aria-label={label} className={styles.program}>
        <Listing
          name={`Program for ${label}`}
          program={program}
          extension={extension}
          changed={changed}
        />
      </div>
    </Panel>
  );
}

function notebook(language: LanguageKind, spec: Spec): Blob {
  const preset = presetOf(spec);
  const title = preset ? presets[preset].label : 'Autoencoder';
  return new Blob([writeNotebook(languages[language], spec, title)], { type: 'application/json' });
}

function newsOf(changed: number): string {
  if (changed === 0) return '';
  return changed === 1 ? '1 line changed' : `${changed} lines changed`;
}
