import { createStore } from 'zustand';
import { storeChoice, storedChoice } from './stored-choice.ts';

export type Theme = 'light' | 'dark';

const KEY = 'theme';

interface ThemeState {
  theme: Theme;
  /** Takes the student's choice, and remembers it. */
  choose(theme: Theme): void;
  /** Takes an author's choice for this page alone; null follows the system. */
  impose(theme: Theme | null): void;
}

/** The theme in force: what was chosen, else the system's, which may change meanwhile. */
export const themeStore = createStore<ThemeState>((set) => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  // Where the system sets the colours, none of ours are in force.
  const forced = matchMedia('(forced-colors: active)');
  let chosen = remembered();
  const current = (): Theme => {
    const own = forced.matches ? null : chosen;
    return own ?? (system.matches ? 'dark' : 'light');
  };
  const apply = () => {
    show();
    set({ theme: current() });
  };
  const show = () => {
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
  };
  // Canvases are drawn anew in the colours that are then in force.
  for (const query of [system, forced, matchMedia('(prefers-contrast: more)')]) {
    query.addEventListener('change', apply);
  }
  show();
  return {
    theme: current(),
    choose(theme) {
      chosen = theme;
      storeChoice(KEY, theme);
      apply();
    },
    impose(theme) {
      chosen = theme;
      apply();
    },
  };
});

function remembered(): Theme | null {
  const theme = storedChoice(KEY);
  return theme === 'light' || theme === 'dark' ? theme : null;
}
