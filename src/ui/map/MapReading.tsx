import { useMemo } from 'react';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import { drawGrey, type Greys, paintGrey, readGrey } from '../canvas/grey.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { Button } from '../controls/Button.tsx';
import { useActions, usePlayground } from '../playground.ts';
import { useQuestion } from '../use-question.ts';
import styles from './map.module.css';
import { SHOWN } from './use-latent-map.ts';
import { type Scene, WALK } from './use-scene.ts';

const ASKS = { count: SHOWN };

/** The pictures under the map. */
export function MapReading({ scene }: { scene: Scene | null }) {
  const { answered } = useQuestion('testPixels', ASKS);
  const { pointed = null, ends = [] } = scene ?? {};
  const digit = useMemo(() => {
    if (!answered || pointed === null) return null;
    const from = pointed * DIGIT_SIZE;
    const pixels = answered.answer.pixels.subarray(from, from + DIGIT_SIZE);
    return Float32Array.from(pixels, (byte) => byte / 255);
  }, [answered, pointed]);
  const labelOf = (row: number) => scene?.map.answer.labels[row] ?? 0;
  return (
    <div className={styles.reading}>
      <figure>
        <figcaption aria-live="polite">
          {pointed === null
            ? 'Under the pointer'
            : `Test digit ${pointed + 1}, a ${labelOf(pointed)}`}
        </figcaption>
        <div className={styles.pictures}>
          <Picture name="Pointed digit" picture={digit} />
          <Picture name="Pointed digit rebuilt" picture={scene?.rebuilt ?? null} />
        </div>
      </figure>
      <Decoded picture={scene?.decoded ?? null} />
      <figure className={styles.walk}>
        <figcaption>{walkText(ends.map(labelOf))}</figcaption>
        <Walk pictures={scene?.walk ?? null} />
      </figure>
    </div>
  );
}

/** The picture of the code that was dragged to. */
function Decoded({ picture }: { picture: Float32Array | null }) {
  const actions = useActions();
  const isByHand = usePlayground(({ codeByHand }) => codeByHand !== null);
  return (
    <figure>
      <figcaption>
        <span>Decoded </span>
        {isByHand && (
          <Button look="plain" onClick={() => actions.releaseCode()}>
            Release
          </Button>
        )}
      </figcaption>
      <Picture name="Decoded place" picture={picture} />
    </figure>
  );
}

function Picture({ name, picture }: { name: string; picture: Float32Array | null }) {
  const canvas = useCanvas<Greys>(() => picture, drawGrey, readGrey);
  return <canvas ref={canvas} role="img" aria-label={name} width={28} height={28} />;
}

const GAP = 4;

function Walk({ pictures }: { pictures: Float32Array | null }) {
  const canvas = useCanvas<Float32Array>(
    () => pictures,
    (context, values) => {
      const image = new ImageData(context.canvas.width, 28);
      for (let place = 0; place < values.length / DIGIT_SIZE; place += 1) {
        paintGrey(image, values, { from: place * DIGIT_SIZE, left: place * (28 + GAP) });
      }
      context.putImageData(image, 0, 0);
    },
  );
  const width = WALK * (28 + GAP) - GAP;
  return <canvas ref={canvas} role="img" aria-label="Walk" width={width} height={28} />;
}

function walkText([from, to]: readonly number[]): string {
  if (from === undefined) return 'Walk between two digits';
  if (to === undefined) return `From a ${from} to the next one clicked`;
  return `From a ${from} to a ${to}`;
}
