import { useEffect, useState } from 'react';
import { changedLines } from '../../code/changed-lines.ts';

/** Milliseconds that changed lines stay marked: time to look over from the control. */
const MARKED = 8000;

const NONE: ReadonlySet<number> = new Set();

/**
 * Which lines the newest change of a program changed, for a while.
 * @param language another one is another program, not a change
 */
export function useChangedLines(language: string, program: string): ReadonlySet<number> {
  const [seen, setSeen] = useState({ language, program, changed: NONE });
  if (seen.language !== language || seen.program !== program) {
    const isChange = seen.language === language;
    const changed = isChange ? changedLines(seen.program, program) : NONE;
    setSeen({ language, program, changed });
  }
  const { changed } = seen;
  useEffect(() => {
    if (changed === NONE) return;
    const timer = setTimeout(() => {
      setSeen((now) => (now.changed === changed ? { ...now, changed: NONE } : now));
    }, MARKED);
    return () => clearTimeout(timer);
  }, [changed]);
  return changed;
}
