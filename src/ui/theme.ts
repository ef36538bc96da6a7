import { createStore } from 'zustand';

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
  let chosen = remembered();
  const current = (): Theme => chosen ?? (system.matches ? 'dark' : 'light');
  const apply = () => {
    show();
    set({ theme: current() });
  };
  const show = () => {
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
  };
  system.addEventListener('change', apply);
  show();
  return {
    theme: current(),
    choose(theme) {
      chosen = theme;
      remember(theme);
      apply();
    },
    impose(theme) {
      chosen = theme;
      apply();
    },
  };
});

function remembered(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    // Storage is forbidden in some embeds; the system's theme then decides.
    return null;
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}
