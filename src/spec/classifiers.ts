/** What a classifier of digits may look at, to learn how much of them a code still tells. */
export const featureKinds = {
  code: { label: 'The code' },
  components: { label: 'PCA, as many numbers' },
  pixels: { label: 'Raw pixels' },
} as const satisfies Record<string, { label: string }>;

export type FeatureKind = keyof typeof featureKinds;

/** The classifiers, by the units of their hidden layer; 0 for none. */
export const classifierKinds = {
  softmax: { label: 'Softmax regression', hidden: 0 },
  hidden: { label: 'One hidden layer', hidden: 64 },
} as const satisfies Record<string, { label: string; hidden: number }>;

export type ClassifierKind = keyof typeof classifierKinds;

/** Training images of each digit whose labels a classifier sees; null for all of them. */
export const LABEL_COUNTS = [10, 100, null] as const;
export type LabelCount = (typeof LABEL_COUNTS)[number];
