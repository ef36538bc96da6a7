import type { ViewId } from '../spec/views.ts';
import { type LazyChunk, lazyChunk } from './controls/LoadBoundary.tsx';

/** The component of every view but the network, loaded when it is first opened. */
export const viewChunks: Readonly<Record<Exclude<ViewId, 'network'>, LazyChunk<object>>> = {
  slow: lazyChunk(() => import('./slow/SlowMotion.tsx')),
  map: lazyChunk(() => import('./map/LatentMap.tsx')),
  weights: lazyChunk(() => import('./weights/WeightsView.tsx')),
  pca: lazyChunk(() => import('./pca/AgainstPca.tsx')),
  features: lazyChunk(() => import('./features/Features.tsx')),
  anomalies: lazyChunk(() => import('./anomalies/Anomalies.tsx')),
  upsampling: lazyChunk(() => import('./upsampling/UpsamplingView.tsx')),
  code: lazyChunk(() => import('./code-panel/CodePanel.tsx')),
  compare: lazyChunk(() => import('./compare/Compare.tsx')),
};
