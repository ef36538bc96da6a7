import type { NumberRange } from './range.ts';
import type { Network } from './spec.ts';

interface PenaltyRow {
  label: string;
  short: string;
  formula: string;
  summary: string;
  weight: NumberRange;
  /** The weight it gets when it is switched on. */
  initial: number;
  /** Where in the hourglass it acts. */
  acts: 'code' | 'weights';
  /** Why it can't act on this network, a sentence's end; null where it can. */
  problem(network: Network): string | null;
}

const weightOf = (label: string, max: number): NumberRange => ({ label, min: 0, max });

/**
 * Terms added to the loss. h is the code, ρ̂ its mean over the batch, W a kernel; what is said of one
 * picture is averaged over the batch. As the loss is a mean over 784 pixels, so is the divergence: at
 * weight 1 their sum is the evidence lower bound, per pixel.
 */
export const penalties = {
  activity: {
    label: 'L1 on the code',
    short: 'L1',
    formula: 'λ · Σ |h|',
    summary: 'Every active unit costs: few stay on, and each must say more.',
    weight: weightOf('L1 weight', 1),
    initial: 1e-4,
    acts: 'code',
    problem: () => null,
  },
  sparsity: {
    label: 'KL sparsity',
    short: 'KL',
    formula: 'λ · Σ KL(ρ ‖ ρ̂)',
    summary: 'Each unit is pulled to be on for a small share of the pictures.',
    weight: weightOf('Sparsity weight', 100),
    initial: 0.1,
    acts: 'code',
    problem: (network) =>
      codeActivation(network) === 'sigmoid' ? null : 'needs a code between 0 and 1: a sigmoid',
  },
  contraction: {
    label: 'Contractive',
    short: 'Jacobian',
    formula: 'λ · Σ (∂h/∂x)²',
    summary: 'The code may change only little when the layer’s input does.',
    weight: weightOf('Contraction weight', 10),
    initial: 1e-4,
    acts: 'code',
    problem: (network) =>
      network.encoder.at(-1)?.kind === 'dense' ? null : 'needs a dense layer for a code',
  },
  weightDecay: {
    label: 'Weight decay',
    short: 'L2',
    formula: 'λ · Σ W²',
    summary: 'Large weights cost: what is not needed shrinks away.',
    weight: weightOf('Decay weight', 1),
    initial: 1e-5,
    acts: 'weights',
    problem: () => null,
  },
  divergence: {
    label: 'KL divergence',
    short: 'KL',
    formula: 'β · KL(N(μ, σ²) ‖ N(0, 1)) / 784',
    summary: 'The codes of all pictures together must look like one normal distribution.',
    weight: weightOf('β', 100),
    initial: 1,
    acts: 'code',
    problem: (network) => (isVariational(network) ? null : 'needs a variational code'),
  },
} as const satisfies Record<string, PenaltyRow>;

export type PenaltyKind = keyof typeof penalties;

export const penaltyKinds = Object.keys(penalties) as PenaltyKind[];

/** None of them; the divergence counts as soon as a code is variational. */
export const NO_PENALTIES: Readonly<Record<PenaltyKind, number>> = {
  activity: 0,
  sparsity: 0,
  contraction: 0,
  weightDecay: 0,
  divergence: penalties.divergence.initial,
};

/** The penalties that act, in the table's order. */
export function activePenalties(
  network: Network,
  weights: Readonly<Record<PenaltyKind, number>>,
): PenaltyKind[] {
  return penaltyKinds.filter(
    (kind) => weights[kind] > 0 && penalties[kind].problem(network) === null,
  );
}

/** Whether a penalty keeps the code's units off for most pictures. */
export function isSparse(
  network: Network,
  weights: Readonly<Record<PenaltyKind, number>>,
): boolean {
  const active = activePenalties(network, weights);
  return active.includes('activity') || active.includes('sparsity');
}

export function isVariational({ encoder }: Network): boolean {
  return encoder.at(-1)?.kind === 'variational';
}

function codeActivation({ encoder }: Network): string | null {
  const code = encoder.at(-1);
  return code && 'activation' in code ? code.activation : null;
}
