import { Panel } from '../controls/Panel.tsx';
import { Example } from './Example.tsx';
import { PresetPair } from './PresetPair.tsx';
import styles from './upsampling.module.css';

/** How a decoder enlarges: by copying pixels, or by painting a stamp that it learns. */
export default function UpsamplingView() {
  return (
    <Panel title="Upsampling" className={styles.panel}>
      <p className={styles.help}>
        Nearest neighbour copies each pixel. A transposed convolution paints a stamp for each, its
        kernel times the pixel’s value, two pixels apart; where stamps overlap, they add up. Point
        at a pixel, or move to it with the arrow keys; change any number.
      </p>
      <Example />
      <PresetPair />
    </Panel>
  );
}
