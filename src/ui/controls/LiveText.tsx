/** A number as the page writes it, with its sign and unit: `−0.12`, `1,234`, `35%`. */
const NUMBER = /(−?\d+(?:[.,]\d+)*%?)/;

/**
 * A sentence whose numbers change while it is read: each number is an element of its own, which a
 * browser's translation is told to leave alone, so that the words are translated once.
 */
export function LiveText({ text }: { text: string }) {
  return (
    <span>
      {text.split(NUMBER).map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a sentence is its place.
        <span key={place} translate={place % 2 === 1 ? 'no' : undefined}>
          {piece}
        </span>
      ))}
    </span>
  );
}
