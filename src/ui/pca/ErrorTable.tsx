import { losses } from '../../spec/losses.ts';
import { usePlayground } from '../playground.ts';
import { lossText } from '../transport/status-figures.ts';
import type { Comparison } from './AgainstPca.tsx';
import styles from './pca.module.css';

/** The test errors of both codes, by the squared error and by the run's own loss. */
export function ErrorTable({ comparison }: { comparison: Comparison }) {
  const loss = usePlayground(({ spec }) => spec.training.loss);
  const { size, kept, images, network, pca } = comparison;
  const squared = losses.meanSquaredError.label;
  return (
    <div className={styles.errors}>
      <table className={styles.table}>
        <caption>{`Mean error on ${images.toLocaleString('en')} test images`}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{`Network, ${size} numbers`}</th>
            <th scope="col">{`PCA, ${size} numbers`}</th>
          </tr>
        </thead>
        <tbody>
          <ErrorRow label={squared} network={network.squaredError} pca={pca.squaredError} />
          {loss !== 'meanSquaredError' && (
            <ErrorRow label={losses[loss].label} network={network.loss} pca={pca.loss} />
          )}
        </tbody>
      </table>
      <p className={styles.verdict}>
        <span>
          {`${verdict(network.squaredError, pca.squaredError)} ${(100 * kept).toFixed(1)}% of the training images’ variance lies in PCA’s ${size} directions.`}
        </span>
        {loss === 'binaryCrossentropy' && (
          <span>
            {
              ' PCA knows nothing of cross-entropy, and its values may leave 0 to 1: there they are cut off.'
            }
          </span>
        )}
      </p>
    </div>
  );
}

function ErrorRow({ label, network, pca }: { label: string; network: number; pca: number }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td data-lower={network < pca || undefined}>{lossText(network)}</td>
      <td data-lower={pca < network || undefined}>{lossText(pca)}</td>
    </tr>
  );
}

/** How the squared errors compare, in a sentence. */
export function verdict(network: number, pca: number): string {
  const ratio = network / pca;
  if (!Number.isFinite(ratio)) return 'The network’s values are no numbers.';
  if (Math.abs(ratio - 1) < 0.02) return 'The network’s squared error is the same within 2%.';
  if (ratio < 1) {
    return `The network’s squared error is ${Math.round(100 * (1 - ratio))}% below PCA’s.`;
  }
  if (ratio < 2) {
    return `The network’s squared error is ${Math.round(100 * (ratio - 1))}% above PCA’s: train on, or let it bend more.`;
  }
  return `The network’s squared error is ${ratio.toFixed(1)} times PCA’s: it has not learned much yet.`;
}
