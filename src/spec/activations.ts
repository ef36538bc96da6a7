/** What a layer does to each of its sums before passing them on. */
export const activations = {
  linear: { label: 'Linear', formula: 'z' },
  relu: { label: 'ReLU', formula: 'max(0, z)' },
  leakyRelu: { label: 'Leaky ReLU', formula: 'z if z > 0, else 0.01·z' },
  elu: { label: 'ELU', formula: 'z if z > 0, else eᶻ − 1' },
  tanh: { label: 'Tanh', formula: 'tanh z' },
  sigmoid: { label: 'Sigmoid', formula: '1 / (1 + e⁻ᶻ)' },
} as const satisfies Record<string, { label: string; formula: string }>;

export type ActivationKind = keyof typeof activations;

/** Slope of the leaky ReLU for negative sums, PyTorch's default. */
export const LEAKY_SLOPE = 0.01;
