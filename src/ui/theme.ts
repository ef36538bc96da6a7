import { createStore } from 'zustand';

export type Theme = 'light' | 'dark';

const KEY = 'theme';

/** The theme in force: the student's choice, else the system's, which may change meanwhile. */
export const themeStore = createStore<{ theme: Theme; choose(theme: Theme): void }>((set) => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = remembered();
  const current = (): Theme => chosen ?? (system.matches ? 'dark' : 'light');
  const apply = () => {
    if (chosen) document.documentElement.dataset.theme = chosen;
    set({ theme: current() });
  };
  system.addEventListener('change', apply);
  if (chosen) document.documentElement.dataset.theme = chosen;
  return {
    theme: current(),
    choose(theme) {
      chosen = theme;
      remember(theme);
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
