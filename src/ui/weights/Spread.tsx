import { binScales, type HistogramKind } from '../../spec/histograms.ts';
import { drawStrip, readStrip, type StripData } from '../canvas/strip.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { LiveText } from '../controls/LiveText.tsx';
import { quantile, ridgePath, type Sample } from './histories.ts';
import { useStrip } from './Strip.tsx';
import styles from './weights.module.css';

const TICKS = {
  weights: [-10, -1, -0.1, 0, 0.1, 1, 10],
  gradients: [1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1],
} as const satisfies Record<HistogramKind, readonly number[]>;

const titles = {
  weights: 'Weights over time',
  gradients: 'Gradients over time',
} as const satisfies Record<HistogramKind, string>;

interface SpreadProps {
  kind: HistogramKind;
  index: number;
  samples: readonly Sample[];
}

/** A layer's histograms large: the strip over time, the newest histogram beside it, and in words. */
export function Spread({ kind, index, samples }: SpreadProps) {
  const data = useStrip(kind, index, samples);
  const canvas = useCanvas<StripData>(
    () => data,
    drawStrip,
    (strip, x, y) => binText(kind, readStrip(strip, x, y), samples[x]?.step),
  );
  if (!data) return null;
  const { newest, columns } = data;
  const [first, end] = data.bins;
  const scale = binScales[kind];
  const ticks = TICKS[kind].filter((tick) => scale.at(tick) > first && scale.at(tick) < end);
  const place = (tick: number) => `${(100 * (end - scale.at(tick))) / (end - first)}%`;
  return (
    <figure className={styles.spread}>
      <h3>{titles[kind]}</h3>
      <div className={styles.plot}>
        <ol aria-hidden="true" className={styles.ticks}>
          {ticks.map((tick) => (
            <li key={tick} style={{ top: place(tick) }}>
              {tickText(kind, tick)}
            </li>
          ))}
        </ol>
        <div className={styles.strip}>
          <canvas
            ref={canvas}
            role="img"
            aria-label={titles[kind]}
            width={columns.length}
            height={end - first}
          />
          {ticks.map((tick) => (
            <span
              key={tick}
              aria-hidden="true"
              className={styles.rule}
              style={{ top: place(tick) }}
            />
          ))}
        </div>
        <svg
          aria-hidden="true"
          className={styles.ridge}
          viewBox={`0 0 100 ${end - first}`}
          preserveAspectRatio="none"
        >
          <path d={ridgePath(newest.shares, first, end)} />
        </svg>
      </div>
      <p aria-hidden="true" className={styles.time}>
        <LiveText text={`step ${samples[0]?.step}`} />
        <LiveText text={`step ${samples.at(-1)?.step}`} />
        <span>now</span>
      </p>
      <figcaption>
        <LiveText text={caption()} />
      </figcaption>
    </figure>
  );

  function caption(): string {
    const at = (share: number) => sizeText(scale.value(quantile(newest, share)));
    if (kind === 'gradients' && newest.zeros === 1) return 'All are 0: nothing here learns.';
    if (newest.shares.every((share) => share === 0)) return 'None is a finite number.';
    if (kind === 'weights') return `Nine in ten lie between ${at(0.05)} and ${at(0.95)}.`;
    const zeros = newest.zeros > 0 ? `; ${percent(newest.zeros)} are exactly 0` : '';
    return `The middle one is ${at(0.5)} in size${zeros}.`;
  }
}

/** `step 24, −0.02 to −0.015: 3%`. */
function binText(
  kind: HistogramKind,
  found: ReturnType<typeof readStrip>,
  step: number | undefined,
): string | null {
  if (!found || step === undefined) return null;
  const { bin, share } = found;
  const [low, high] = [bin, bin + 1].map((place) => sizeText(binScales[kind].value(place)));
  return `step ${step}, ${low} to ${high}: ${share > 0 ? percent(share) : 'none'}`;
}

function tickText(kind: HistogramKind, tick: number): string {
  if (kind === 'weights' || tick === 1) return String(tick).replace('-', '−');
  return `10${superscript(Math.round(Math.log10(tick)))}`;
}

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  return `${exponent < 0 ? '⁻' : ''}${digits.join('')}`;
}

/** Two significant digits, a tiny number as a power of ten. */
export function sizeText(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 0.001) return `${sign}${Number(size.toPrecision(2))}`;
  const exponent = Math.floor(Math.log10(size));
  return `${sign}${Number((size / 10 ** exponent).toPrecision(2))}·10${superscript(exponent)}`;
}

function percent(share: number): string {
  const whole = Math.round(100 * share);
  return whole === 0 ? 'less than 1%' : `${whole}%`;
}
