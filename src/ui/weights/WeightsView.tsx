import { useEffect, useState } from 'react';
import { AsOf } from '../controls/AsOf.tsx';
import { Failure } from '../controls/Failure.tsx';
import { Panel } from '../controls/Panel.tsx';
import { usePlayground, useSummary } from '../playground.ts';
import { useNewestAnswer } from '../use-question.ts';
import { WATCHED } from './dead-units.ts';
import { addSample, type Sample } from './histories.ts';
import { LayerDetail } from './LayerDetail.tsx';
import { LayerList } from './LayerList.tsx';
import styles from './weights.module.css';

const HISTOGRAM_REST = { least: 400, times: 6 };
const ACTIVITY_REST = { least: 1500, times: 8 };
const askHistograms = () => ({});
const askActivity = () => ({ count: WATCHED });

/** Every layer's weights, gradients and units, and how they change while it trains. */
export default function WeightsView() {
  const { layers: rows } = useSummary();
  const samples = useSamples();
  const { answered, failed, retry } = useNewestAnswer('activity', askActivity, ACTIVITY_REST);
  const activity = answered?.answer ?? null;
  const [chosen, setChosen] = useState(() => rows.findIndex(({ part }) => part === 'decoder') - 1);
  const index = Math.max(0, Math.min(chosen, rows.length - 1));
  return (
    <Panel
      title="Weights and activations"
      className={styles.panel}
      aside={answered && <AsOf model={answered.model} />}
    >
      {failed && <Failure reason={failed.reason} onRetry={retry} />}
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

/** Histograms since the view was opened, or since the run is this one. */
function useSamples(): readonly Sample[] {
  const run = usePlayground(({ model }) => model?.run);
  const { answered } = useNewestAnswer('histograms', askHistograms, HISTOGRAM_REST);
  const [kept, setKept] = useState<{ run: number | undefined; samples: readonly Sample[] }>({
    run,
    samples: [],
  });
  useEffect(() => {
    if (!answered) return;
    const { answer, model } = answered;
    const sample = { step: model.step, layers: answer.layers };
    setKept((before) => ({
      run: model.run,
      samples: addSample(before.run === model.run ? before.samples : [], sample),
    }));
  }, [answered]);
  return kept.run === run ? kept.samples : [];
}
