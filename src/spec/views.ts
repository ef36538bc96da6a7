/** What the middle of the page shows: one view at a time. `src/ui/views.ts` has their components. */
export const views = {
  network: { label: 'Network' },
  slow: { label: 'Slow motion' },
  map: { label: 'Latent map' },
  weights: { label: 'Weights' },
  pca: { label: 'Against PCA' },
  features: { label: 'Features' },
  anomalies: { label: 'Anomalies' },
  upsampling: { label: 'Upsampling' },
  code: { label: 'Source code' },
  compare: { label: 'Compare' },
} as const satisfies Record<string, { label: string }>;

export type ViewId = keyof typeof views;
