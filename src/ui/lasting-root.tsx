import { type ReactElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Button } from './controls/Button.tsx';
import { Renewals } from './renewals.ts';

/**
 * Shows a page in an element, and shows it anew when an error has emptied it: all that lasts is in
 * stores. A page that breaks again and again gives way to a sentence and a button.
 *
 * @returns renders the page
 */
export function lastingRoot(container: HTMLElement, page: ReactElement): () => void {
  const renewals = new Renewals();
  const root = createRoot(container, {
    onUncaughtError(error) {
      reportError(error);
      if (renewals.isWorthwhile()) render();
      else root.render(<Broken onRetry={render} />);
    },
  });
  const render = () => root.render(<StrictMode>{page}</StrictMode>);
  return render;
}

function Broken({ onRetry }: { onRetry(): void }) {
  return (
    <main>
      <p role="alert">The page can’t be drawn just now; training goes on.</p>
      <Button onClick={onRetry}>Draw it again</Button>
    </main>
  );
}
