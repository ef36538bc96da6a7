import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { themeStore } from '../theme.ts';

export function ThemeToggle() {
  const { theme, choose } = useStore(themeStore);
  const other = theme === 'dark' ? 'light' : 'dark';
  const name = other === 'dark' ? 'Dark theme' : 'Light theme';
  return (
    <Button look="round" aria-label={name} title={name} onClick={() => choose(other)}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </Button>
  );
}
