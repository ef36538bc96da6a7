import { isTraining } from '../../store/state.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { useActions, usePlayground } from '../playground.ts';
import { Status } from '../transport/Status.tsx';
import styles from './embed.module.css';

/** Train or Pause alone, and how the run stands. */
export function EmbedTransport() {
  const actions = useActions();
  const training = usePlayground(isTraining);
  return (
    <div className={styles.transport}>
      <Button look="primary" onClick={() => (training ? actions.pause() : actions.train())}>
        <Icon name={training ? 'pause' : 'play'} />
        <span>{training ? 'Pause' : 'Train'}</span>
      </Button>
      <Status />
    </div>
  );
}
