import { type ComponentType, lazy } from 'react';
import type { ViewId } from '../spec/views.ts';

/** The component of every view but the network, loaded when it is first opened. */
export const viewComponents: Readonly<Record<Exclude<ViewId, 'network'>, ComponentType>> = {
  slow: lazy(() => import('./slow/SlowMotion.tsx')),
  map: lazy(() => import('./map/LatentMap.tsx')),
  weights: lazy(() => import('./weights/WeightsView.tsx')),
  pca: lazy(() => import('./pca/AgainstPca.tsx')),
  features: lazy(() => import('./features/Features.tsx')),
  anomalies: lazy(() => import('./anomalies/Anomalies.tsx')),
  upsampling: lazy(() => import('./upsampling/UpsamplingView.tsx')),
  code: lazy(() => import('./code-panel/CodePanel.tsx')),
  compare: lazy(() => import('./compare/Compare.tsx')),
};
