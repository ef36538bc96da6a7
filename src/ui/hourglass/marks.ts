import type { NetworkSummary } from '../../spec/network.ts';
import { activePenalties, type PenaltyKind, penalties } from '../../spec/penalties.ts';
import type { Network, Training } from '../../spec/spec.ts';
import type { Stage } from '../../spec/stages.ts';

/** A word or sign at a layer: something acts here. */
export interface Mark {
  text: string;
  /** In full, for the pointer and the ear. */
  meaning: string;
}

/**
 * What acts on each layer's numbers or weights besides the loss.
 * @param stage of training layer by layer; null while the whole network trains
 * @returns a list for every row of the summary
 */
export function marksOf(
  { layers }: NetworkSummary,
  network: Network,
  { penalties: weights }: Pick<Training, 'penalties'>,
  stage: Stage | null,
): Mark[][] {
  const active = activePenalties(network, weights);
  const on = (where: 'code' | 'weights') =>
    active.filter((kind) => penalties[kind].acts === where).map(penaltyMark);
  const code = network.encoder.length - 1;
  return layers.map(({ layer, parameters, tiedTo }, index) => {
    const marks: Mark[] = [];
    if (stage?.learning.includes(index)) {
      marks.push({ text: 'learns', meaning: 'This layer learns now.' });
    }
    if (index === code) marks.push(...on('code'));
    if (tiedTo !== null) {
      const meaning = `Uses the weights of layer ${tiedTo + 1}, turned around.`;
      marks.push({ text: `W${subscript(tiedTo + 1)}ᵀ`, meaning });
    } else if (parameters > 0) {
      marks.push(...on('weights'));
    }
    if (layer.kind === 'dropout') {
      const share = `${Number((100 * layer.rate).toFixed(1))}%`;
      const meaning = `While training, ${share} of these numbers are switched off by chance.`;
      marks.push({ text: `−${share}`, meaning });
    }
    return marks;
  });
}

function penaltyMark(kind: PenaltyKind): Mark {
  const { short, label, formula } = penalties[kind];
  return { text: short, meaning: `${label} acts here: ${formula}` };
}

function subscript(number: number): string {
  return String(number).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'.charAt(Number(digit)));
}
