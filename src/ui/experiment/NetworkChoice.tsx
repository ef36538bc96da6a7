import { useState } from 'react';
import { type PresetKind, presetGroups, presetOf, presets } from '../../spec/presets.ts';
import { Button } from '../controls/Button.tsx';
import { LoadBoundary, lazyChunk } from '../controls/LoadBoundary.tsx';
import { Modal } from '../controls/Modal.tsx';
import { type Option, SelectField, tableOptions } from '../controls/SelectField.tsx';
import { useActions, usePlayground, useSummary } from '../playground.ts';
import styles from './experiment.module.css';

const networkEditor = lazyChunk(() => import('../editor/NetworkEditor.tsx'));

const OWN = 'own';
const presetOptions: Option<PresetKind | typeof OWN>[] = tableOptions(presets).map((option) => ({
  ...option,
  group: presetGroups[presets[option.value].group],
}));
const optionsWithOwn = [...presetOptions, { value: OWN, label: 'Your own' } as const];

/** A network of the tutorials, or one's own. */
export function NetworkChoice() {
  const actions = useActions();
  const spec = usePlayground((playground) => playground.spec);
  const draft = usePlayground((playground) => playground.draft);
  const { parameters } = useSummary();
  const [editing, setEditing] = useState(false);
  const preset = presetOf(spec);
  const summary = preset ? presets[preset].summary : 'A network of your own making.';
  return (
    <div className={styles.network}>
      <SelectField
        label="Network"
        value={preset ?? OWN}
        options={preset ? presetOptions : optionsWithOwn}
        onChoose={(kind) => {
          if (kind !== OWN) actions.choosePreset(kind);
        }}
      >
        <Button look="plain" onClick={() => setEditing(true)}>
          Edit layers
        </Button>
      </SelectField>
      <p className={styles.summary}>
        {`${summary} ${parameters.toLocaleString('en')} parameters.`}
      </p>
      {draft && (
        <div className={styles.draft} role="alert">
          <p>{`Your change does not fit yet: ${draft.problems[0]?.message}.`}</p>
          <Button look="plain" onClick={() => setEditing(true)}>
            Edit it
          </Button>
          <Button look="plain" onClick={() => actions.dropDraft()}>
            Drop it
          </Button>
        </div>
      )}
      {editing && (
        <LoadBoundary
          name="The editor"
          chunk={networkEditor}
          props={{ onClose: () => setEditing(false) }}
          frame={(message) => (
            <Modal title="Layers" open onClose={() => setEditing(false)}>
              {message}
            </Modal>
          )}
        />
      )}
    </div>
  );
}
