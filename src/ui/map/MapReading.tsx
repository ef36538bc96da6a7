import { useMemo } from 'react';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Playground } from '../../store/state.ts';
import { drawGrey, type Greys, paintGrey, readGrey } from '../canvas/grey.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { Button } from '../controls/Button.tsx';
import { useActions, usePlayground } from '../playground.ts';
import styles from './map.module.css';
import { useTestPixels } from './use-decoded.ts';
import { SHOWN } from './use-latent-map.ts';

/** Pictures of a walk, both ends included. */
export const WALK = 9;

interface MapReadingProps {
  /** The digit that is pointed at. */
  pointed: { row: number; label: number } | null;
  reconstruction: Float32Array | null;
  /** The labels of the digits that were clicked, none to two. */
  ends: readonly number[];
  /** Pictures on the way from one to the other. */
  walk: Float32Array | null;
}

/** The pictures under the map. */
export function MapReading({ pointed, reconstruction, ends, walk }: MapReadingProps) {
  const pixels = useTestPixels(SHOWN);
  const digit = useMemo(() => {
    if (!pixels || !pointed) return null;
    const from = pointed.row * DIGIT_SIZE;
    return Float32Array.from(pixels.subarray(from, from + DIGIT_SIZE), (byte) => byte / 255);
  }, [pixels, pointed]);
  return (
    <div className={styles.reading}>
      <figure>
        <figcaption aria-live="polite">
          {pointed ? `Test digit ${pointed.row + 1}, a ${pointed.label}` : 'Under the pointer'}
        </figcaption>
        <div className={styles.pictures}>
          <Picture name="Pointed digit" picture={digit} />
          <Picture name="Pointed digit rebuilt" picture={pointed && reconstruction} />
        </div>
      </figure>
      <Decoded />
      <figure className={styles.walk}>
        <figcaption>{walkText(ends)}</figcaption>
        <Walk pictures={walk} />
      </figure>
    </div>
  );
}

/** The picture of the code that was dragged to. */
function Decoded() {
  const actions = useActions();
  const isByHand = usePlayground(({ codeByHand }) => codeByHand !== null);
  const canvas = useCanvas<Greys>(selectDecoded, drawGrey, readGrey);
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
      <canvas ref={canvas} role="img" aria-label="Decoded place" width={28} height={28} />
    </figure>
  );
}

function selectDecoded({ codeByHand, activations }: Playground): Float32Array | null {
  return codeByHand ? (activations?.at(-1) ?? null) : null;
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
