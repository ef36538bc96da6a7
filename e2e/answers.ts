import type { Page } from '@playwright/test';
import type { ViewId } from '../src/spec/views.ts';

type Role = Parameters<Page['getByRole']>[0];

/** What a view shows once its answer has come, as a role and a name. */
export const answers: Readonly<Record<ViewId, readonly [role: Role, name: string | RegExp]>> = {
  network: ['slider', 'Code unit 5'],
  slow: ['button', 'Next'],
  map: ['img', 'Latent map'],
  weights: ['img', 'Weights over time'],
  pca: ['img', /^PCA’s first two/],
  features: ['button', 'Train the classifiers'],
  anomalies: ['img', /score [\d.]+$/],
  upsampling: ['group', 'Nearest neighbour'],
  code: ['region', 'Program for Keras 3'],
  compare: ['button', 'Pin this run'],
};
