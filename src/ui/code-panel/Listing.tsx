import { memo, useEffect, useMemo, useRef } from 'react';
import type { Writer } from '../../code/section.ts';
import { type Token, tokenLines } from '../../code/tokens.ts';
import styles from './listing.module.css';

interface ListingProps {
  name: string;
  program: string;
  extension: Writer['extension'];
  /** Lines to mark, counted from 0. */
  changed: ReadonlySet<number>;
}

/** A program to read: it scrolls inside itself, by keyboard too. */
export function Listing({ name, program, extension, changed }: ListingProps) {
  const lines = useMemo(() => tokenLines(program.trimEnd(), extension), [program, extension]);
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    if (region.current) showFirst(region.current, changed);
  }, [changed]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keyboard.
    <section ref={region} className={styles.listing} aria-label={name} tabIndex={0}>
      <code translate="no">
        {lines.map((tokens, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place.
          <Line key={place} tokens={tokens} changed={changed.has(place)} />
        ))}
      </code>
    </section>
  );
}

/** Ends in a line break, so that what is selected and copied is the program. */
const Line = memo(({ tokens, changed }: { tokens: readonly Token[]; changed: boolean }) => (
  <span className={styles.line} data-changed={changed || undefined}>
    {tokens.map(({ kind, text }, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a line is known by its place.
      <span key={place} className={styles[kind]}>
        {text}
      </span>
    ))}
    <span>{'\n'}</span>
  </span>
));

/** Scrolls to the first marked line where none is in sight, unless the student reads here. */
function showFirst(region: HTMLElement, marked: ReadonlySet<number>): void {
  const lines = region.firstElementChild?.children ?? [];
  const tops = [...marked].map((place) => lines[place]).filter((line) => line !== undefined);
  const { scrollTop, clientHeight } = region;
  const place = (line: Element) => (line as HTMLElement).offsetTop;
  const isSeen = tops.some(
    (line) => place(line) >= scrollTop && place(line) < scrollTop + clientHeight,
  );
  const [first] = tops;
  if (!first || isSeen || region.contains(document.activeElement)) return;
  region.scrollTo({ top: place(first) - clientHeight / 3 });
}
