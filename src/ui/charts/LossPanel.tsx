import { useMemo, useState } from 'react';
import { penaltiesIn } from '../../spec/checkpoint.ts';
import type { PenaltyKind } from '../../spec/penalties.ts';
import type { Playground } from '../../store/state.ts';
import { Button } from '../controls/Button.tsx';
import hidden from '../controls/hidden.module.css';
import { LoadBoundary, lazyChunk } from '../controls/LoadBoundary.tsx';
import { Panel } from '../controls/Panel.tsx';
import { pointAt } from '../history/point-at.ts';
import { Scrubber } from '../history/Scrubber.tsx';
import { usePlayground } from '../playground.ts';
import { useSize } from '../use-size.ts';
import { useThrottled } from '../use-throttled.ts';
import styles from './charts.module.css';
import { thin } from './curve.ts';
import { LossTable } from './LossTable.tsx';
import { penaltyStroke, type Stroke, strokes } from './strokes.ts';

const lossChart = lazyChunk(() => import('./LossChart.tsx'));

/** Redrawing the chart takes milliseconds of the page's thread: no oftener than this. */
const INTERVAL_MS = 800;
const MOST_POINTS = 120;
const SUMMARY_POINTS = 20;
/** What is heard need not follow every batch, and laying a table out takes as long as the chart. */
const SUMMARY_INTERVAL_MS = 5000;

function selectHistory(playground: Playground) {
  return playground.history;
}

export function LossPanel() {
  const history = useThrottled(selectHistory, INTERVAL_MS);
  const points = useMemo(() => thin(history, MOST_POINTS), [history]);
  const kinds = useMemo(() => penaltiesIn(history), [history]);
  const [logarithmic, setLogarithmic] = useState(false);
  const [by, setBy] = useState<'step' | 'epoch'>('epoch');
  const [asTable, setAsTable] = useState(false);
  const isLoaded = usePlayground(({ phase }) => phase !== 'loading');
  const past = usePlayground((playground) => playground.past?.checkpoint.step ?? null);
  const at = past === null ? null : { step: past, epoch: pointAt(history, past).epoch };
  const [box, size] = useSize<HTMLDivElement>();
  return (
    <Panel title="Loss" className={styles.panel} aside={<Legend />}>
      {kinds.length > 0 && <PenaltyLegend kinds={kinds} />}
      <div ref={box} className={styles.box} hidden={asTable}>
        {/* Its axes stand before there is anything to draw: laying them out would hold training up. */}
        {size && isLoaded && (
          <LoadBoundary
            name="The chart"
            chunk={lossChart}
            props={{ points, by, at, logarithmic, ...size }}
          />
        )}
        {points.length === 0 && (
          <p className={styles.empty}>The curve starts with the first batch.</p>
        )}
      </div>
      {asTable ? <LossTable points={points} /> : <HeardTable />}
      <Scrubber />
      <div className={styles.options}>
        <Button
          look="plain"
          aria-pressed={logarithmic}
          onClick={() => setLogarithmic(!logarithmic)}
        >
          Logarithmic
        </Button>
        <Button
          look="plain"
          aria-pressed={by === 'step'}
          onClick={() => setBy(by === 'step' ? 'epoch' : 'step')}
        >
          By batch
        </Button>
        <Button look="plain" aria-expanded={asTable} onClick={() => setAsTable(!asTable)}>
          Show as table
        </Button>
      </div>
    </Panel>
  );
}

/** The chart in figures, for those who hear the page. */
function HeardTable() {
  const history = useThrottled(selectHistory, SUMMARY_INTERVAL_MS);
  const points = useMemo(() => thin(history, SUMMARY_POINTS), [history]);
  return (
    <div className={hidden.hidden}>
      <LossTable points={points} />
    </div>
  );
}

/** The lines differ in stroke as well as in colour. */
function Legend() {
  const images = usePlayground(({ progress }) => progress.validationImages);
  return (
    <p className={styles.legend}>
      <Sample {...strokes.training} />
      <Sample {...strokes.validation} />
      {images > 0 && <span>{`on ${images.toLocaleString('en')} images`}</span>}
    </p>
  );
}

/** What each penalty adds to the loss. */
function PenaltyLegend({ kinds }: { kinds: readonly PenaltyKind[] }) {
  return (
    <p className={styles.legend}>
      {kinds.map((kind) => (
        <Sample key={kind} {...penaltyStroke(kind)} />
      ))}
    </p>
  );
}

function Sample({ name, colour, width, dash }: Stroke) {
  return (
    <span className={styles.sample}>
      <svg aria-hidden="true" width="24" height="8">
        <path d="M0 4h24" stroke={colour} strokeWidth={width} strokeDasharray={dash} />
      </svg>
      <span>{name}</span>
    </span>
  );
}
