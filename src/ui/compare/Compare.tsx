import { canPin, runToPin } from '../../store/pin.ts';
import { Button } from '../controls/Button.tsx';
import { Panel } from '../controls/Panel.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Curves } from './Curves.tsx';
import styles from './compare.module.css';
import { Differences } from './Differences.tsx';
import { Pictures } from './Pictures.tsx';
import { pinned, useCompared, usePinned } from './pinned.ts';
import { Runs } from './Runs.tsx';

/** Runs side by side: what was set, how they learned, what they rebuild. */
export default function Compare() {
  const compared = useCompared();
  const warning = usePinned((state) => state.warning);
  const deleted = usePinned((state) => state.deleted);
  return (
    <Panel title="Compare runs" className={styles.panel} aside={<PinButton />}>
      {warning && (
        <p role="status" className={styles.warning}>
          {warning}
        </p>
      )}
      {deleted && (
        <p role="status" className={styles.deleted}>
          <span>{`“${deleted.name}” was deleted. `}</span>
          <Button look="plain" onClick={() => pinned.bringBack()}>
            Bring it back
          </Button>
        </p>
      )}
      <div className={styles.view}>
        <Runs />
        {compared.length > 0 ? (
          <>
            <div className={styles.sides}>
              <Curves runs={compared} />
              <Pictures runs={compared} />
            </div>
            <Differences runs={compared} />
          </>
        ) : (
          <p className={styles.help}>
            Pin a run, change anything, and train again: curves, settings and pictures of both stand
            here side by side. Pinned runs stay in this browser.
          </p>
        )}
      </div>
    </Panel>
  );
}

function PinButton() {
  const store = usePlaygroundStore();
  const isPinnable = usePlayground(canPin);
  const hasTrained = usePlayground(({ history }) => history.length > 0);
  return (
    <Button
      disabled={!isPinnable}
      title={hasTrained ? undefined : 'Train first: there is nothing to compare yet'}
      onClick={() => {
        const run = runToPin(store.getState(), Date.now());
        if (run) pinned.pin(run);
      }}
    >
      Pin this run
    </Button>
  );
}
