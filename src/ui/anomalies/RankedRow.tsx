import { drawThumbnails, readThumbnails } from '../canvas/grey.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import type { AnomaliesAnswer } from './Anomalies.tsx';
import styles from './anomalies.module.css';
import { scoreText } from './detector.ts';

type Ranked = AnomaliesAnswer['most'];

/** Pictures at one end of the ranking, and what the network made of each. */
export function RankedRow({ title, ranked }: { title: string; ranked: Ranked }) {
  return (
    <figure className={styles.row}>
      <figcaption>{title}</figcaption>
      <ol>
        {Array.from(ranked.scores, (score, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a picture is its place in the ranking.
          <li key={place} data-strange={ranked.areStrange[place] || undefined}>
            <Pair ranked={ranked} place={place} />
            <span>{captionOf(ranked, place)}</span>
            <span className={styles.score}>{scoreText(score)}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** The picture over its reconstruction. */
function Pair({ ranked, place }: { ranked: Ranked; place: number }) {
  const picture = useThumbnail(ranked.pictures, place);
  const rebuilt = useThumbnail(ranked.rebuilt, place);
  const name = `${captionOf(ranked, place)}, score ${scoreText(ranked.scores[place] ?? 0)}`;
  return (
    <>
      <canvas ref={picture} role="img" aria-label={name} width={28} height={28} />
      <canvas ref={rebuilt} role="img" aria-label={`${name}, rebuilt`} width={28} height={28} />
    </>
  );
}

function useThumbnail(pictures: Uint8Array, place: number) {
  const layout = { columns: 1, gap: 0 };
  return useCanvas(
    () => pictures,
    (context, pixels) => drawThumbnails(context, pixels, [place], layout),
    (pixels, x, y) => readThumbnails(pixels, [place], layout, x, y),
  );
}

/** Strange ones are named, too, not only framed. */
function captionOf({ labels, areStrange }: Ranked, place: number): string {
  const label = labels[place];
  const strange = areStrange[place] ? 'strange' : '';
  return label === null || label === undefined
    ? strange || 'picture'
    : `${label} ${strange}`.trim();
}
