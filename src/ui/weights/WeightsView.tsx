import { useEffect, useState } from 'react';
import { Panel } from '../controls/Panel.tsx';
import { usePlayground, useSummary } from '../playground.ts';
import { useAnswer } from '../use-answer.ts';
import { WATCHED } from './dead-units.ts';
import { addSample, type Sample } from './histories.ts';
import { LayerDetail } from './LayerDetail.tsx';
import { LayerList } from './LayerList.tsx';
import styles from './weights.module.css';

const HISTOGRAM_REST = { least: 400, times: 6 };
const ACTIVITY_REST = { least: 1500, times: 8 };
const NO_ASKS = {};
const WATCH = { count: WATCHED };

/** Every layer's weights, gradients and units, and how they change while it trains. */
export default function WeightsView() {
  const { layers: rows } = useSummary();
  const samples = useSamples();
  const { answer: activity, failure } = useAnswer('activity', WATCH, ACTIVITY_REST);
  const [chosen, setChosen] = useState(() => rows.findIndex(({ part }) => part === 'decoder') - 1);
  const index = Math.max(0, Math.min(chosen, rows.length - 1));
  return (
    <Panel title="Weights and activations" className={styles.panel}>
      {failure && <p role="alert">{failure}</p>}
      <div className={styles.view}>
        <LayerList
          samples={samples}
          activity={activity?.layers ?? null}
          chosen={index}
          onChoose={setChosen}
        />
        <LayerDetail
          // The chosen unit belongs to a layer of this shape: another one may have fewer units.
          key={`${index}: ${rows[index]?.output.join('×')}`}
          index={index}
          samples={samples}
          activity={activity?.layers[index] ?? null}
        />
      </div>
    </Panel>
  );
}

/** Histograms since the view was opened, or since the network is this one. */
function useSamples(): readonly Sample[] {
  const network = usePlayground(({ spec }) => spec.network);
  const { answer, step } = useAnswer('histograms', NO_ASKS, HISTOGRAM_REST);
  const [kept, setKept] = useState<{ network: unknown; samples: readonly Sample[] }>({
    network,
    samples: [],
  });
  useEffect(() => {
    if (!answer) return;
    const sample = { step, layers: answer.layers };
    setKept((before) => ({
      network,
      samples: addSample(before.network === network ? before.samples : [], sample),
    }));
  }, [answer, step, network]);
  return kept.network === network ? kept.samples : [];
}
