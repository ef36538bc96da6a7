import type { Model, Playground } from '../../store/state.ts';
import { asOf } from '../as-of.ts';
import { usePlayground } from '../playground.ts';
import { Button } from './Button.tsx';
import { LiveText } from './LiveText.tsx';
import styles from './update.module.css';

interface UpdateButtonProps {
  /** How much is done, 0 to 1; null while nothing is under way. */
  done: number | null;
  /** The state of the network that what is shown is of; null before there is anything. */
  model: Model | null;
  onUpdate(): void;
  /** What the button says. */
  label?: string;
}

/** Has something computed anew; says how far that is, else of which state what is shown is. */
export function UpdateButton({ done, model, onUpdate, label = 'Update' }: UpdateButtonProps) {
  const age = usePlayground((playground) => ageOf(model, playground));
  return (
    <div className={styles.update}>
      <p role="status">
        <LiveText text={done === null ? age : `Computing, ${Math.round(100 * done)}%`} />
      </p>
      <Button disabled={done !== null} onClick={onUpdate}>
        {label}
      </Button>
    </div>
  );
}

function ageOf(model: Model | null, { model: now }: Playground): string {
  if (!model) return '';
  const isOld = model.parameters !== now?.parameters;
  return `${asOf(model, now)}${isOld ? ' The network has changed since.' : ''}`;
}
