import { Component, type ReactNode, Suspense } from 'react';
import styles from './field.module.css';

interface LoadBoundaryProps {
  /** What is to be loaded, as the student knows it: `The chart`. */
  name: string;
  children: ReactNode;
}

/** Around a part that arrives later: when it does not, the rest of the page goes on without it. */
export class LoadBoundary extends Component<LoadBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    const { name, children } = this.props;
    if (this.state.failed) {
      return (
        <p role="alert" className={styles.problem}>
          {name} could not be loaded; training goes on. Reload the page to try again.
        </p>
      );
    }
    return <Suspense fallback={null}>{children}</Suspense>;
  }
}
