import { useCallback } from 'react';
import type { Playground, Questions } from '../../store/state.ts';
import { drawThumbnails, paintGrey, readGrey, readThumbnails } from '../canvas/grey.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { AsOf } from '../controls/AsOf.tsx';
import { Failure } from '../controls/Failure.tsx';
import { LiveText } from '../controls/LiveText.tsx';
import { usePlayground } from '../playground.ts';
import { useNewestAnswer } from '../use-question.ts';
import styles from './weights.module.css';

const ASCENT_REST = { least: 2500, times: 10 };
const BEST = 9;
const COLUMNS = 9;
const GAP = 1;

interface UnitProps {
  index: number;
  unit: number;
  what: 'unit' | 'map';
  isDead: boolean;
  /** Of every unit of the layer the nine test digits that excite it most. */
  best: Uint16Array | null;
}

/** What one unit responds to: the picture made for it, and the test digits it likes best. */
export function Unit({ index, unit, what, isDead, best }: UnitProps) {
  const asks = useCallback(() => ({ layer: index, unit }), [index, unit]);
  const { answered, failed, retry } = useNewestAnswer('ascent', asks, ASCENT_REST);
  const answer = answered?.answer ?? null;
  const name = `${what} ${unit + 1}`;
  return (
    <section className={styles.unit} aria-label={`What ${name} responds to`}>
      <Made picture={answer?.picture ?? null} name={`The picture made for ${name}`} />
      <div>
        <h3>{`What ${name} responds to`}</h3>
        {failed ? (
          <Failure reason={failed.reason} onRetry={retry} />
        ) : (
          <p className={styles.note}>
            <LiveText text={note(answer, isDead)} />
          </p>
        )}
        {answered && <AsOf model={answered.model} />}
        {!isDead && best && <Favourites unit={unit} best={best} name={name} />}
      </div>
    </section>
  );
}

function note(answer: Questions['ascent']['answer'] | null, isDead: boolean): string {
  const found = answer
    ? `From noise, uphill step by step, to the picture that raises its sum most: from ${answer.before.toFixed(2)} to ${answer.after.toFixed(2)}. ${answer.after <= 0 ? 'Even that leaves a ReLU off. ' : ''}`
    : 'Looking for the picture that raises its sum most … ';
  return `${found}${isDead ? 'No test digit turns it on.' : 'Below: the nine test digits it likes best.'}`;
}

function Made({ picture, name }: { picture: Float32Array | null; name: string }) {
  const canvas = useCanvas(
    () => picture,
    (context, values) => {
      const image = new ImageData(28, 28);
      // What is asked for matters, not how loudly: the brightest pixel is white.
      paintGrey(image, values, { full: Math.max(...values) || 1 });
      context.putImageData(image, 0, 0);
    },
    readGrey,
  );
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={name}
      width={28}
      height={28}
      className={styles.made}
    />
  );
}

interface FavouritesProps {
  unit: number;
  best: Uint16Array;
  name: string;
}

function Favourites({ unit, best, name }: FavouritesProps) {
  const labels = usePlayground(({ testImages }) => testImages?.labels);
  const numbers = [...best.subarray(unit * BEST, (unit + 1) * BEST)];
  const select = ({ testImages }: Playground) => testImages;
  const layout = { columns: COLUMNS, gap: GAP };
  const canvas = useCanvas(
    select,
    (context, { pixels }) => drawThumbnails(context, pixels, numbers, layout),
    ({ pixels }, x, y) => readThumbnails(pixels, numbers, layout, x, y),
  );
  const digits = numbers.map((number) => labels?.[number] ?? '').join(', ');
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={`Test digits that excite ${name} most: ${digits}`}
      width={COLUMNS * (28 + GAP)}
      height={28}
      className={styles.favourites}
    />
  );
}
