import type { Model } from '../../store/state.ts';
import { asOf } from '../as-of.ts';
import { usePlayground } from '../playground.ts';
import { LiveText } from './LiveText.tsx';
import styles from './update.module.css';

/** Says of which step of training an answer is: training goes on meanwhile. */
export function AsOf({ model }: { model: Model }) {
  const text = usePlayground(({ model: now }) => asOf(model, now));
  return (
    <p className={styles.asOf}>
      <LiveText text={text} />
    </p>
  );
}
