import { Component, Fragment, type ReactElement } from 'react';
import { Renewals } from '../renewals.ts';
import { Button } from './Button.tsx';
import styles from './boundary.module.css';

interface BoundaryProps {
  /** What may break, as the student knows it: `Latent map`. */
  name: string;
  children: ReactElement;
}

/**
 * Around a part of the page. When the part breaks, because something else has changed the document under
 * React, it is made anew from the store. When that does not help either, the page says so. The run goes on.
 */
export class Boundary extends Component<BoundaryProps, { attempt: number; isBroken: boolean }> {
  override state = { attempt: 0, isBroken: false };
  private readonly renewals = new Renewals();

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(): void {
    if (this.renewals.isWorthwhile()) this.renew();
  }

  override render(): ReactElement {
    const { attempt, isBroken } = this.state;
    if (!isBroken) return <Fragment key={attempt}>{this.props.children}</Fragment>;
    return (
      <div className={styles.broken}>
        <p role="alert">{`“${this.props.name}” can’t be drawn just now; training goes on.`}</p>
        <Button look="plain" onClick={() => this.renew()}>
          Draw it again
        </Button>
      </div>
    );
  }

  /** The key makes React forget what it knows of the part's elements. */
  private renew(): void {
    this.setState(({ attempt }) => ({ attempt: attempt + 1, isBroken: false }));
  }
}
