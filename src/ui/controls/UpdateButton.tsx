import { Button } from './Button.tsx';
import { LiveText } from './LiveText.tsx';
import styles from './update.module.css';

interface UpdateButtonProps {
  /** How much is done, 0 to 1; null while nothing is under way. */
  done: number | null;
  /** Whether what is shown is of an earlier network. */
  isOld: boolean;
  onUpdate(): void;
  /** What the button says. */
  label?: string;
}

/** Has something computed anew, and says how far that is, or that it would now come out otherwise. */
export function UpdateButton({ done, isOld, onUpdate, label = 'Update' }: UpdateButtonProps) {
  return (
    <div className={styles.update}>
      <p role="status">
        {done !== null && <LiveText text={`Computing, ${Math.round(100 * done)}%`} />}
        {done === null && isOld && <span>The network has changed since.</span>}
      </p>
      <Button disabled={done !== null} onClick={onUpdate}>
        {label}
      </Button>
    </div>
  );
}
