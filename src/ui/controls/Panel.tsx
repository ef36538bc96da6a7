import { useId } from 'react';
import type { Elements } from './elements.ts';
import styles from './panel.module.css';

interface PanelProps {
  title: string;
  /** The region's name, where it is to differ from the title. */
  name?: string;
  meaning?: 'input' | 'code' | 'output';
  /** Stands at the right of the title. */
  aside?: Elements;
  children: Elements;
  className?: string | undefined;
}

/** A titled region of the page. */
export function Panel({ title, name, meaning, aside, children, className = '' }: PanelProps) {
  const id = useId();
  return (
    <section
      className={`${styles.panel} ${className}`}
      {...(name ? { 'aria-label': name } : { 'aria-labelledby': id })}
    >
      <header className={styles.head}>
        <h2 id={id} className={meaning ? styles[meaning] : undefined}>
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
