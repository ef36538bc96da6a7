import { Button } from './Button.tsx';
import styles from './failure.module.css';

interface FailureProps {
  /** Why something could not be computed, a sentence. */
  reason: string;
  onRetry(): void;
}

/** Says why an answer is missing, with a button that asks again. */
export function Failure({ reason, onRetry }: FailureProps) {
  return (
    <div role="alert" className={styles.failure}>
      <p>{reason}</p>
      <Button look="plain" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
