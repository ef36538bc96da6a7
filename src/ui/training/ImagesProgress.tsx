import { useId } from 'react';
import type { Playground } from '../../store/state.ts';
import { LiveText } from '../controls/LiveText.tsx';
import { useThrottled } from '../use-throttled.ts';
import styles from './training.module.css';

function selectImages(playground: Playground) {
  return playground.images;
}

/** How much of the training set has arrived; gone once all is here. */
export function ImagesProgress() {
  const id = useId();
  const { arrived, wanted, failed } = useThrottled(selectImages, 200);
  if (arrived >= wanted && !failed) return null;
  const number = (count: number) => count.toLocaleString('en');
  return (
    <div className={styles.arriving}>
      <span id={id}>
        <LiveText text={`${number(arrived)} of ${number(wanted)} images here`} />
      </span>
      <progress aria-labelledby={id} value={arrived} max={wanted} />
    </div>
  );
}
