import { useMemo, useState } from 'react';
import type { Playground } from '../../store/state.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { drawWeights, readWeights } from '../canvas/weights.ts';
import { Button } from '../controls/Button.tsx';
import { RovingGrid } from '../controls/RovingGrid.tsx';
import { useSummary } from '../playground.ts';
import styles from './inspector.module.css';
import { type WeightsView, weightsView } from './weights.ts';

const COLUMNS = 8;
const TILES = 64;

/** A layer's weights as pictures, live; each tile can be chosen to learn what it means. */
export function Weights({ index }: { index: number }) {
  const summary = useSummary();
  const view = useMemo(() => weightsView(summary, index), [summary, index]);
  if (!view) return <p className={styles.muted}>This layer has nothing to learn.</p>;
  if (view.kind === 'matrix') return <Matrix view={view} />;
  // The chosen tile is one of so many: another network may have fewer.
  return <TileSheet key={`${view.kind} ${view.count}`} view={view} />;
}

const headings = {
  reads: 'What each unit looks for',
  paints: 'What each unit paints',
  filters: 'Filters',
  matrix: 'Weights',
} as const satisfies Record<WeightsView['kind'], string>;

function selectParameters(playground: Playground): Float32Array | null {
  return playground.model?.parameters ?? null;
}

/** A canvas of some of a layer's tiles. */
function useWeights(view: WeightsView, shown: { first: number; count: number; columns: number }) {
  return useCanvas<Float32Array>(
    selectParameters,
    (context, parameters, palette) => drawWeights(context, parameters, view, shown, palette),
    (parameters, x, y) => readWeights(parameters, view, shown, x, y),
  );
}

function TileSheet({ view }: { view: WeightsView }) {
  const [first, setFirst] = useState(0);
  const [chosen, setChosen] = useState(0);
  const count = Math.min(TILES, view.count - first);
  const columns = Math.min(COLUMNS, view.count);
  const canvas = useWeights(view, { first, count, columns });
  return (
    <div>
      <div className={styles.weightsHead}>
        <h3>{headings[view.kind]}</h3>
        {view.count > TILES && (
          <Button
            look="plain"
            onClick={() => {
              const next = first + TILES < view.count ? first + TILES : 0;
              setFirst(next);
              setChosen(next);
            }}
          >
            {`${first + 1}–${first + count} of ${view.count}: next`}
          </Button>
        )}
      </div>
      <div className={styles.sheet}>
        <RovingGrid
          label={headings[view.kind]}
          count={count}
          columns={columns}
          selected={chosen - first}
          nameOf={(place) => view.nameOf(first + place)}
          onChoose={(place) => setChosen(first + place)}
        >
          <canvas
            ref={canvas}
            width={columns * (view.width + 1)}
            height={Math.ceil(count / columns) * (view.height + 1)}
          />
        </RovingGrid>
      </div>
      <div className={styles.closer}>
        <Closer view={view} tile={chosen} />
        <p aria-live="polite">{view.meaningOf(chosen)}</p>
      </div>
    </div>
  );
}

/** The chosen tile, large. */
function Closer({ view, tile }: { view: WeightsView; tile: number }) {
  const canvas = useWeights(view, { first: tile, count: 1, columns: 1 });
  return <canvas ref={canvas} width={view.width} height={view.height} />;
}

function Matrix({ view }: { view: WeightsView }) {
  const canvas = useWeights(view, { first: 0, count: 1, columns: 1 });
  return (
    <div>
      <h3>{headings.matrix}</h3>
      <canvas
        ref={canvas}
        role="img"
        aria-label="All weights of this layer"
        width={view.width}
        height={view.height}
        className={styles.matrix}
      />
      <p className={styles.muted}>{view.meaningOf(0)}</p>
    </div>
  );
}
