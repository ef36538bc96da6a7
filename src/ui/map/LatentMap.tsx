import { useId, useState } from 'react';
import { codeAt } from '../../spec/code-plane.ts';
import { AsOf } from '../controls/AsOf.tsx';
import { Button } from '../controls/Button.tsx';
import { Failure } from '../controls/Failure.tsx';
import { Panel } from '../controls/Panel.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useActions } from '../playground.ts';
import { MapCanvas } from './MapCanvas.tsx';
import { MapReading } from './MapReading.tsx';
import styles from './map.module.css';
import { type MapAnswer, type MapMethod, SHOWN, useLatentMap } from './use-latent-map.ts';
import { useScene } from './use-scene.ts';

/** Two thousand test digits by their code, and what the decoder makes of the places between them. */
export default function LatentMap() {
  const actions = useActions();
  const help = useId();
  const [method, setMethod] = useState<MapMethod>('pca');
  const [pointed, setPointed] = useState<number | null>(null);
  const [ends, setEnds] = useState<readonly number[]>([]);
  const [hasGrid, setHasGrid] = useState(false);
  const { map, done, failed, retry } = useLatentMap(method);
  const { scene, failed: missing } = useScene(map, { pointed, ends, hasGrid });
  const { answer = null, model = null } = scene?.map ?? {};
  const plane = answer?.plane ?? null;

  return (
    <Panel
      title="Latent map"
      meaning="code"
      className={styles.panel}
      aside={
        <div className={styles.aside}>
          {model && <AsOf model={model} />}
          {answer && answer.size > 2 && <MethodChoice method={method} onChoose={setMethod} />}
          {plane && <Switch label="Decode a grid" checked={hasGrid} onChange={setHasGrid} />}
        </div>
      }
    >
      <p id={help} className={styles.help}>
        {helpFor(answer)}
      </p>
      {scene ? (
        <MapCanvas
          scene={scene}
          describedBy={help}
          onPoint={setPointed}
          onPick={(row) => setEnds((old) => (old.length === 1 ? [...old, row] : [row]))}
          onDecode={plane && ((place) => actions.setCode(codeAt(plane, place)))}
        />
      ) : failed ? (
        <Failure reason={failed} onRetry={retry} />
      ) : (
        <p className={styles.waiting}>
          {done > 0
            ? `Laying the digits out: ${Math.round(100 * done)}%`
            : 'Encoding the test digits…'}
        </p>
      )}
      {missing && <Failure reason={missing.reason} onRetry={missing.retry} />}
      <MapReading scene={scene} />
    </Panel>
  );
}

function MethodChoice({
  method,
  onChoose,
}: {
  method: MapMethod;
  onChoose(method: MapMethod): void;
}) {
  return (
    <fieldset className={styles.choice} aria-label="Layout">
      {(Object.keys(methods) as MapMethod[]).map((one) => (
        <Button
          key={one}
          look="plain"
          aria-pressed={one === method}
          title={methods[one].title}
          onClick={() => onChoose(one)}
        >
          {methods[one].label}
        </Button>
      ))}
    </fieldset>
  );
}

const methods = {
  pca: { label: 'PCA', title: 'The plane in which the codes differ most' },
  umap: { label: 'UMAP', title: 'Neighbours stay neighbours; distances mean little' },
} as const satisfies Record<MapMethod, object>;

const HOW = 'Point at a digit to see it rebuilt, click two to walk from one to the other';
const KEYS = 'Arrow keys move about, Enter picks a digit';

/** What the map shows, and how to use it. */
function helpFor(map: MapAnswer | null): string {
  const many = SHOWN.toLocaleString('en');
  if (!map) return `${many} test digits by their code.`;
  if (!map.plane) {
    return `${many} test digits, near each other where their codes are (UMAP). No place between them has a code, so nothing is decoded here. ${HOW}. ${KEYS}.`;
  }
  const what =
    map.size > 2
      ? `in the plane where their codes differ most (${Math.round(100 * map.plane.share)}% of the variance)`
      : 'by the numbers of their code';
  return `${many} test digits ${what}. ${HOW}, drag to decode any place. ${KEYS}, with Shift they decode.`;
}
