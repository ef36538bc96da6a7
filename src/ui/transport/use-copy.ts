import { useState } from 'react';

/** Copies text to the clipboard; `sentence` says whether the last time worked, empty before it. */
export function useCopy(): { copy(text: string): Promise<void>; sentence: string; forget(): void } {
  const [sentence, setSentence] = useState('');
  return {
    async copy(text) {
      const done = await navigator.clipboard?.writeText(text).then(
        () => true,
        () => false,
      );
      setSentence(
        done ? 'Copied.' : 'This browser does not let the page copy: select the text instead.',
      );
    },
    sentence,
    forget: () => setSentence(''),
  };
}
