import { useMemo, useState } from 'react';
import { mirrorEncoder } from '../../spec/mirror.ts';
import { summarize } from '../../spec/network.ts';
import type { InitializerKind, InputKind, Network } from '../../spec/spec.ts';
import { Button } from '../controls/Button.tsx';
import { Modal } from '../controls/Modal.tsx';
import { type Option, SelectField } from '../controls/SelectField.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useActions, usePlaygroundStore } from '../playground.ts';
import styles from './editor.module.css';
import { StackEditor } from './StackEditor.tsx';

const inputOptions: Option<InputKind>[] = [
  { value: 'vector', label: 'A row of 784 numbers' },
  { value: 'picture', label: 'A picture, 28×28×1' },
];

const initializerOptions: Option<InitializerKind>[] = [
  { value: 'glorot', label: 'Glorot' },
  { value: 'he', label: 'He' },
];

/** A copy of the network to change at leisure; it is built only once it fits together. */
export default function NetworkEditor({ onClose }: { onClose(): void }) {
  const store = usePlaygroundStore();
  const actions = useActions();
  const [network, setNetwork] = useState<Network>(() => {
    const { draft, spec } = store.getState();
    return draft?.network ?? spec.network;
  });
  const summary = useMemo(() => summarize(network), [network]);
  const mirrored = useMemo(() => mirrorEncoder(network), [network]);
  const whole = summary.problems.filter(({ index }) => index === null);
  const fits = summary.problems.length === 0;

  function build(): void {
    if (!fits) return;
    actions.dropDraft();
    actions.editNetwork(network);
    onClose();
  }

  return (
    <Modal
      title="Layers"
      open
      onClose={onClose}
      wide
      foot={
        <>
          <div className={styles.verdict} aria-live="polite">
            {whole.map(({ message }) => (
              <p key={message} className={styles.problem}>
                {sentence(message)}
              </p>
            ))}
            {fits && (
              <p>
                {`Fits together: ${summary.parameters.toLocaleString('en')} parameters. Building it starts training over; that can be undone.`}
              </p>
            )}
            {!fits && whole.length === 0 && (
              <p className={styles.problem}>One layer does not fit yet.</p>
            )}
          </div>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" aria-disabled={!fits} onClick={build}>
            Build it
          </Button>
        </>
      }
    >
      <div className={styles.options}>
        <SelectField
          label="The encoder takes"
          value={network.input}
          options={inputOptions}
          onChoose={(input) => setNetwork({ ...network, input })}
        />
        <SelectField
          label="Initial weights"
          value={network.initializer}
          options={initializerOptions}
          onChoose={(initializer) => setNetwork({ ...network, initializer })}
        />
        <Switch
          label="Tied weights"
          checked={network.tied}
          onChange={(tied) => setNetwork({ ...network, tied })}
        />
        <Button
          disabled={mirrored === null}
          onClick={() => mirrored && setNetwork({ ...network, decoder: mirrored })}
        >
          Mirror the encoder
        </Button>
      </div>
      <div className={styles.stacks}>
        <StackEditor part="encoder" network={network} summary={summary} onChange={setNetwork} />
        <StackEditor part="decoder" network={network} summary={summary} onChange={setNetwork} />
      </div>
    </Modal>
  );
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
