import { layers } from '../../spec/layers.ts';
import type { NetworkSummary } from '../../spec/network.ts';
import { DIGIT_SHAPE, DIGIT_SIZE, formatShape, type Shape, sizeOf } from '../../spec/shape.ts';

/** One picture of the hourglass. */
export interface Station {
  role: 'original' | 'layer' | 'code' | 'reconstruction' | 'difference';
  /** Into `summary.layers`; null for the input picture and the difference. */
  layer: number | null;
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

/** The way of a picture through the network, and the difference it ends in. */
export function stationsOf(summary: NetworkSummary): Station[] {
  const code = summary.layers.findLastIndex((row) => row.part === 'encoder');
  const last = summary.layers.length - 1;
  const stations = summary.layers.map(({ layer, output }, index): Station => {
    const role = index === last ? 'reconstruction' : index === code ? 'code' : 'layer';
    return {
      role,
      layer: index,
      shape: role === 'reconstruction' ? DIGIT_SHAPE : output,
      numbers: sizeOf(output),
      title: titles[role] ?? layers[layer.kind].label,
      caption: formatShape(output),
      name: `Layer ${index + 1}, ${layers[layer.kind].label}, ${output.join(' by ')}`,
      position:
        index <= code ? (index + 1) / (code + 1) / 2 : 0.5 + (index - code) / (last - code) / 2,
    };
  });
  return [picture('original', 'Original', 0), ...stations, picture('difference', 'Difference', 1)];
}

const titles: Partial<Record<Station['role'], string>> = {
  code: 'Code',
  reconstruction: 'Reconstruction',
};

function picture(role: Station['role'], title: string, position: number): Station {
  const numbers = DIGIT_SIZE;
  const shape = DIGIT_SHAPE;
  return { role, layer: null, shape, numbers, title, caption: '28×28', name: title, position };
}
