import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';

/** Milliseconds that the button says what it did. */
const SAID = 3000;

/** Copies a text, and says so. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [outcome, setOutcome] = useState<string | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), SAID);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('Copied');
    } catch {
      // Frames and pages without https may not.
      setOutcome('Not allowed here: select and copy it');
    }
  }

  return (
    <Button look="plain" aria-live="polite" onClick={() => void copy()}>
      {outcome ?? label}
    </Button>
  );
}
