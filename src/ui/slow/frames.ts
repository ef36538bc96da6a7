import { activations } from '../../spec/activations.ts';
import { layers as layerTable } from '../../spec/layers.ts';
import { losses } from '../../spec/losses.ts';
import type { NetworkSummary } from '../../spec/network.ts';
import { optimizers } from '../../spec/optimizers.ts';
import { type PenaltyKind, penalties } from '../../spec/penalties.ts';
import type { Layer, Spec } from '../../spec/spec.ts';
import { taskOf, tasks } from '../../spec/tasks.ts';
import type { Example, LayerStep, TrainingStep } from '../../spec/training-step.ts';
import { factor, figure } from '../figure.ts';
import { forward, lossGradients, updates } from './formulas.ts';

/** One moment of a training step. */
export interface Frame {
  /** Where in the hourglass: a layer, counted from the encoder's first, or one of its ends. */
  at: number | 'input' | 'target' | 'all';
  /** Whether gradients flow back at this moment; they have then reached the layers behind it. */
  isBackward: boolean;
  title: string;
  text: string;
  formula: string | null;
  /** The formula with numbers. */
  lines: string[];
}

/** A training step as the moments that a student goes through. */
export function framesOf(step: TrainingStep, spec: Spec, { layers }: NetworkSummary): Frame[] {
  const shown = layers.flatMap(({ layer, part }, index) => {
    const found = step.layers[index];
    return found ? [{ index, layer, part, found }] : [];
  });
  const code = shown.findLastIndex(({ part }) => part === 'encoder');
  const forth = shown.map(({ index, layer, part, found }, place): Frame => {
    const name = layerTable[layer.kind].label;
    const stage = place === code ? 'Code' : part === 'encoder' ? 'Encode' : 'Decode';
    const { summary } = layerTable[layer.kind];
    return {
      at: index,
      isBackward: false,
      title: `${stage}: layer ${index + 1}, ${name}`,
      text: place === code ? `${summary} All that is kept of the picture is here.` : summary,
      formula: formulaOf(layer),
      lines: found.example ? exampleLines(found.example) : [],
    };
  });
  const back = shown.toReversed().flatMap(({ index, layer, found }, place): Frame[] => {
    if (found.gradient === null) return [];
    const name = layerTable[layer.kind].label;
    return [
      {
        at: index,
        isBackward: true,
        title: `Gradients: layer ${index + 1}, ${name}`,
        text:
          place === 0
            ? 'How much would the loss change if a sum of the last layer were a little larger?'
            : 'Each sum gets its share of the blame, by the weights that it went out through.',
        formula:
          place === 0 ? lossGradients[spec.training.loss] : 'δ = f′(z) · Σ w·δ of the next layer',
        lines: [...(place === 0 ? worstGradient(step) : []), ...gradientLines(found)],
      },
    ];
  });
  return [begin(spec), ...forth, lossFrame(step, spec), ...back, update(step, spec), end(step)];
}

function begin({ training }: Spec): Frame {
  const { corruption } = training;
  const isClean = corruption.kind === 'none';
  return {
    at: 'input',
    isBackward: false,
    title: isClean ? 'The picture goes in' : 'The picture is spoilt, then goes in',
    text: isClean ? 'As 784 numbers from 0, paper, to 1, ink.' : tasks[taskOf(corruption)].summary,
    formula: null,
    lines: [],
  };
}

function formulaOf(layer: Layer): string {
  const formula = forward[layer.kind];
  if (!('activation' in layer)) return formula;
  const { label, formula: written } = activations[layer.activation];
  return `${formula};  f: ${label}, ${written}`;
}

function exampleLines(example: Example): string[] {
  const unit = `Number ${example.place + 1}`;
  const output = figure(example.output);
  switch (example.kind) {
    case 'sum': {
      const terms = example.terms.map(({ value, weight }) => `${factor(weight)}·${factor(value)}`);
      const { count, sum } = example.others;
      const others = count > 0 ? ` + ${factor(sum)} from ${count} others` : '';
      const bias = `${factor(example.bias)} bias`;
      return [
        `${unit}: z = ${terms.join(' + ')}${others} + ${bias} = ${figure(example.z)}`,
        `a = f(${figure(example.z)}) = ${output}`,
      ];
    }
    case 'largest':
      return [`${unit}: the largest of ${example.values.map(figure).join(', ')} is ${output}`];
    case 'copy':
      return [`${unit}: ${output}, the same in every pixel of its square`];
    case 'dropout':
      return [`${unit}: ${factor(example.value)}·${figure(example.factor)} = ${output}`];
    case 'sample': {
      const { mean, logVariance, noise } = example;
      const spread = figure(Math.exp(logVariance / 2));
      return [`${unit}: ${figure(mean)} + ${spread}·${factor(noise)} = ${output}`];
    }
  }
}

function lossFrame(step: TrainingStep, { training }: Spec): Frame {
  const { worst, before } = step;
  const { label, short, formula, summary } = losses[training.loss];
  const added = Object.entries(before.penalties).map(
    ([kind, value]) => `+ ${figure(value)} ${penalties[kind as PenaltyKind].label}`,
  );
  const total = added.length > 0 ? [...added, `= ${figure(before.total)} in all`] : [];
  return {
    at: 'target',
    isBackward: false,
    title: `Loss: ${label}`,
    text: summary,
    formula: `${short} of a pixel = ${formula}`,
    lines: [
      `The worst pixel, ${place(worst.place)}: t = ${figure(worst.target)}, p = ${figure(worst.output)}, loss ${figure(worst.loss)}`,
      `The mean of all 784 pixels: ${figure(before.reconstruction)}`,
      ...total,
    ],
  };
}

function place(pixel: number): string {
  return `row ${Math.floor(pixel / 28) + 1}, column ${(pixel % 28) + 1}`;
}

function worstGradient({ worst }: TrainingStep): string[] {
  return [`The worst pixel: δ = ${figure(worst.gradient)}`];
}

function gradientLines({ learning }: LayerStep): string[] {
  if (!learning) return ['Nothing to learn here: the gradients only pass through.'];
  const { gradient, factors } = learning.weight;
  const product = factors
    ? `x·δ = ${factor(factors.value)}·${factor(factors.delta)} = ${figure(gradient)}`
    : figure(gradient);
  return [
    `The steepest weight: ∂loss/∂w = ${product}`,
    `All of the layer’s weights together: a slope of ${figure(learning.norm)}`,
  ];
}

function update(step: TrainingStep, { training }: Spec): Frame {
  const { label, summary, slots } = optimizers[training.optimizer];
  const lines = step.layers.flatMap((layer, index) => {
    if (!layer?.learning) return [];
    const { before, after, gradient, slots: values } = layer.learning.weight;
    const memory = values.map(
      (slot, i) => `${slotNames[slots[i] ?? '']} ${figure(slot.before)} → ${figure(slot.after)}`,
    );
    const told = [`g = ${figure(gradient)}`, ...memory].join(', ');
    return [`Layer ${index + 1}: w ${figure(before)} → ${figure(after)}  (${told})`];
  });
  return {
    at: 'all',
    isBackward: true,
    title: `Update: ${label}, learning rate η = ${step.learningRate}`,
    text: summary,
    formula: updates[training.optimizer],
    lines,
  };
}

/** What the optimizers' arrays are called in the formulas. */
const slotNames: Readonly<Record<string, string>> = {
  velocity: 'v',
  mean: 'm',
  meanSquare: 's',
  meanSquareStep: 'u',
};

function end({ before, after, step }: TrainingStep): Frame {
  const isBetter = after.total < before.total;
  return {
    at: 'target',
    isBackward: false,
    title: `After step ${step}`,
    text: isBetter
      ? 'The same picture through the new weights: a little better. Training is this, over and over, on a batch of pictures at a time.'
      : 'The same picture through the new weights is not rebuilt better: the step was too long, or served what the optimizer remembers of other pictures.',
    formula: null,
    lines: [`Loss ${figure(before.total)} → ${figure(after.total)}`],
  };
}
