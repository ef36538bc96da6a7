import { layers } from '../../spec/layers.ts';
import type { NetworkSummary } from '../../spec/network.ts';
import { DIGIT_SHAPE, DIGIT_SIZE, formatShape, type Shape, sizeOf } from '../../spec/shape.ts';
import { type Corruption, NO_CORRUPTION, targetsMask } from '../../spec/tasks.ts';

/** One picture of the hourglass. */
export interface Station {
  role: 'original' | 'input' | 'layer' | 'code' | 'reconstruction' | 'difference';
  /** Into `summary.layers`; null for pictures that no layer gives. */
  layer: number | null;
  /** Whether it stands beside the hourglass, not in it. */
  beside: boolean;
  /** Whether it is a code with a mean and a spread for each unit. */
  isCloud: boolean;
  shape: Shape;
  /** How many numbers stand here: decides how wide the hourglass is. */
  numbers: number;
  /** For the eye: what it is, and its shape. */
  title: string;
  caption: string;
  /** For the ear, and for the button that opens the layer. */
  name: string;
  /** Where along the way from input (0) over code (0.5) to output (1). */
  position: number;
}

/**
 * The way of a picture through the network, and the difference it ends in. Where something is done to
 * the picture before it goes in, the original stands beside the way.
 */
export function stationsOf(summary: NetworkSummary, corruption = NO_CORRUPTION): Station[] {
  const code = summary.layers.findLastIndex((row) => row.part === 'encoder');
  const last = summary.layers.length - 1;
  const stations = summary.layers.map(({ layer, output }, index): Station => {
    const role = index === last ? 'reconstruction' : index === code ? 'code' : 'layer';
    return {
      role,
      layer: index,
      beside: false,
      isCloud: layer.kind === 'variational',
      shape: role === 'reconstruction' ? DIGIT_SHAPE : output,
      numbers: sizeOf(output),
      title: titleOf(role, corruption) ?? layers[layer.kind].label,
      caption: formatShape(output),
      name: `Layer ${index + 1}, ${layers[layer.kind].label}, ${output.join(' by ')}`,
      position:
        index <= code ? (index + 1) / (code + 1) / 2 : 0.5 + (index - code) / (last - code) / 2,
    };
  });
  return [...starts(corruption), ...stations, difference(corruption)];
}

/** Of a station that has a part to play; null for one named by its layer. */
function titleOf(role: Station['role'], { kind }: Corruption): string | null {
  if (role === 'code') return 'Code';
  if (role !== 'reconstruction') return null;
  // What went in is not what should come out.
  return kind === 'none' ? 'Reconstruction' : 'Output';
}

const picture = {
  layer: null,
  isCloud: false,
  shape: DIGIT_SHAPE,
  numbers: DIGIT_SIZE,
  caption: '28×28',
} as const;

function starts({ kind }: Corruption): Station[] {
  const isClean = kind === 'none';
  const original: Station = {
    ...picture,
    role: 'original',
    beside: !isClean,
    title: 'Original',
    name: 'Original',
    position: 0,
  };
  if (isClean) return [original];
  const input: Station = {
    ...original,
    role: 'input',
    beside: false,
    title: 'Input',
    name: 'Input',
  };
  return [original, input];
}

function difference(corruption: Corruption): Station {
  const station = { ...picture, role: 'difference', beside: true, position: 1 } as const;
  const title = 'Difference';
  return targetsMask(corruption)
    ? { ...station, title, name: title, caption: 'to the mask' }
    : { ...station, title, name: title };
}
