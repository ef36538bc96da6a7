import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `plain` is text that acts, `round` an icon with its name in `aria-label`. */
  look?: 'plain' | 'outline' | 'primary' | 'round';
}

export function Button({ look = 'outline', className = '', ...props }: ButtonProps) {
  return (
    <button type="button" className={`${styles.button} ${styles[look]} ${className}`} {...props} />
  );
}
