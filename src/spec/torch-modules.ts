import type { ActivationKind } from './activations.ts';
import { type LayerSummary, type Part, summarize } from './network.ts';
import { sidePadding } from './padding.ts';
import { channelOrderMatters, formatShape, isPicture, type Picture, type Shape } from './shape.ts';
import type {
  Conv2dLayer,
  Conv2dTransposeLayer,
  Layer,
  LayerKind,
  LayerOf,
  Network,
} from './spec.ts';

/*
 * The PyTorch module of a network: `encoder` and `decoder` are each one `nn.Sequential`, so that the
 * keys of its `state_dict` are `encoder.0.weight`, `encoder.0.bias` and so on. A layer makes one
 * module or more: its activation is one of its own, and so is padding that differs from side to
 * side. Generated code prints these lists, exported files follow them.
 *
 * Pictures are [batch, channels, height, width] there and [batch, height, width, channels] here.
 * Between `nn.Flatten` or `nn.Unflatten` and a dense layer that difference is an order of the dense
 * layer's rows or columns, which an exported file sets right. Where no dense layer stands between,
 * `torchvision.ops.Permute` does it. What comes in, the code and what goes out keep our order when
 * they are lists.
 */

/** A call of `torch.nn`'s class of that name; lengths in pixels, sizes one number for both sides. */
export type TorchCall =
  /** `rows`, `columns`: inputs or outputs are those of this picture, channel by channel. */
  | { module: 'Linear'; inputs: number; outputs: number; rows: Order; columns: Order }
  | {
      module: 'Conv2d' | 'ConvTranspose2d';
      inChannels: number;
      outChannels: number;
      kernel: number;
      stride: number;
      /** Above and below, left and right. */
      padding: readonly [number, number];
    }
  /** Left, right, top, bottom; negative numbers crop. */
  | { module: 'ZeroPad2d'; padding: readonly [number, number, number, number] }
  | { module: 'MaxPool2d'; size: number }
  | { module: 'Dropout'; rate: number }
  /**
   * Of the generated code: draws the code from the means and log-variances that arrive one after the
   * other while it trains, and hands the means on otherwise.
   */
  | { module: 'Sample' }
  /** By the nearest neighbour, its default. */
  | { module: 'Upsample'; size: number }
  | { module: 'Flatten' }
  /** `nn.Unflatten(1, shape)` */
  | { module: 'Unflatten'; shape: readonly [number, number, number] }
  /** Of torchvision.ops. */
  | { module: 'Permute'; dims: readonly [number, number, number, number] }
  | { module: TorchActivation };

/** null: our own order, channels last, or no picture at all. */
type Order = Picture | null;

type TorchActivation = NonNullable<(typeof torchActivations)[ActivationKind]>;

/** Leaky slope and ELU's α are PyTorch's defaults. */
export const torchActivations = {
  linear: null,
  relu: 'ReLU',
  leakyRelu: 'LeakyReLU',
  elu: 'ELU',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
} as const satisfies Record<ActivationKind, string | null>;

export type TorchModule = TorchCall & {
  /** The attribute that holds the `nn.Sequential`, and the place in it. */
  part: Part;
  place: number;
  /** The layer it belongs to: position within its part. */
  layer: number;
};

/** The modules of a network's two `nn.Sequential`s, encoder first. */
export function torchModules(network: Network): TorchModule[] {
  const { layers } = summarize(network);
  return (['encoder', 'decoder'] as const).flatMap((part) => {
    const rows = layers.filter((row) => row.part === part);
    return inOrder(rows)
      .flatMap(({ row, calls }) => calls.map((call) => ({ ...call, part, layer: row.index })))
      .map((module, place) => ({ ...module, place }));
  });
}

/** What a layer's modules depend on beside the layer. */
interface Place {
  input: Shape;
  output: Shape;
  /** How a list arrives, and how the layer after needs it. */
  arriving: Order;
  needed: Order;
}

const callsOf: { readonly [Kind in LayerKind]: (layer: LayerOf<Kind>, at: Place) => TorchCall[] } =
  {
    dense: ({ units, activation }, { input, arriving, needed }) => [
      { module: 'Linear', inputs: input[0], outputs: units, rows: arriving, columns: needed },
      ...activationCalls(activation),
    ],
    conv2d: (layer, { input, output }) => {
      const [vertical, horizontal] = paddings(layer, input, output);
      const isEven = [vertical, horizontal].every(({ before, after }) => before === after);
      const padding = [
        horizontal.before,
        horizontal.after,
        vertical.before,
        vertical.after,
      ] as const;
      return [
        ...(isEven ? [] : [{ module: 'ZeroPad2d', padding } as const]),
        convolution('Conv2d', layer, input, isEven ? [vertical.before, horizontal.before] : [0, 0]),
        ...activationCalls(layer.activation),
      ];
    },
    conv2dTranspose: (layer, { input, output }) => {
      const [vertical, horizontal] = paddings(layer, output, input);
      const right = horizontal.before - horizontal.after;
      const bottom = vertical.before - vertical.after;
      return [
        convolution('ConvTranspose2d', layer, input, [vertical.before, horizontal.before]),
        // PyTorch crops both ends alike; TensorFlow crops the odd pixel from the end.
        ...(right || bottom
          ? [{ module: 'ZeroPad2d', padding: [0, right, 0, bottom] } as const]
          : []),
        ...activationCalls(layer.activation),
      ];
    },
    dropout: ({ rate }) => [{ module: 'Dropout', rate }],
    variational: ({ units }, { input, arriving }) => [
      { module: 'Linear', inputs: input[0], outputs: 2 * units, rows: arriving, columns: null },
      { module: 'Sample' },
    ],
    maxPool2d: ({ size }) => [{ module: 'MaxPool2d', size }],
    upsample2d: ({ size }) => [{ module: 'Upsample', size }],
    flatten: (_layer, { input, needed }) => flattenCalls(input, needed),
    reshape: ({ shape }, { input, arriving }) => [
      ...(isPicture(input) ? flattenCalls(input, same(input, shape) ? input : null) : []),
      ...unflattenCalls(shape, isPicture(input) ? same(input, shape) : same(arriving, shape)),
    ],
  };

/** The modules of a part's layers, with the order in which each list passes from one to the next. */
function inOrder(rows: readonly LayerSummary[]): { row: LayerSummary; calls: TorchCall[] }[] {
  let arriving: Order = null;
  return rows.map((row, position) => {
    const { layer, input, output } = row;
    const next = rows.slice(position + 1).find((other) => !keepsOrder(other.layer))?.layer;
    const needed = isPicture(output) ? null : orderBetween(row, next, arriving);
    const write = callsOf[layer.kind] as (layer: Layer, at: Place) => TorchCall[];
    const calls = write(layer, { input, output, arriving, needed });
    arriving = needed;
    return { row, calls };
  });
}

/** Whether a list leaves the layer in the order in which it arrived. */
function keepsOrder({ kind }: Layer): boolean {
  return kind === 'flatten' || kind === 'dropout';
}

/** In which order a layer's list goes to the `next` layer that does not keep it. */
function orderBetween(
  { layer, input }: LayerSummary,
  next: Layer | undefined,
  arriving: Order,
): Order {
  const wanted = next?.kind === 'reshape' && channelOrderMatters(next.shape) ? next.shape : null;
  if (layer.kind === 'dense') return wanted;
  if (!isPicture(input)) return arriving;
  const isFree =
    next?.kind === 'dense' ||
    next?.kind === 'variational' ||
    (wanted !== null && same(input, wanted));
  return isFree && channelOrderMatters(input) ? input : null;
}

function same(one: Shape | null, other: Picture): boolean {
  return one !== null && formatShape(one) === formatShape(other);
}

function flattenCalls(input: Shape, needed: Order): TorchCall[] {
  const isReordered = isPicture(input) && channelOrderMatters(input) && needed === null;
  const toChannelsLast: TorchCall = { module: 'Permute', dims: [0, 2, 3, 1] };
  return [...(isReordered ? [toChannelsLast] : []), { module: 'Flatten' }];
}

function unflattenCalls(shape: Picture, isChannelsFirst: boolean): TorchCall[] {
  const [height, width, channels] = shape;
  if (isChannelsFirst || !channelOrderMatters(shape)) {
    return [{ module: 'Unflatten', shape: [channels, height, width] }];
  }
  return [
    { module: 'Unflatten', shape: [height, width, channels] },
    { module: 'Permute', dims: [0, 3, 1, 2] },
  ];
}

function convolution(
  module: 'Conv2d' | 'ConvTranspose2d',
  { filters, kernel, stride }: Conv2dLayer | Conv2dTransposeLayer,
  input: Shape,
  padding: readonly [number, number],
): TorchCall {
  const inChannels = input.at(-1) ?? 1;
  return { module, inChannels, outChannels: filters, kernel, stride, padding };
}

/** Above and below, left and right. */
function paddings(layer: Conv2dLayer | Conv2dTransposeLayer, large: Shape, small: Shape) {
  const [height, width] = large;
  const [rows, columns] = small;
  return [sidePadding(layer, height, rows), sidePadding(layer, width ?? 1, columns ?? 1)] as const;
}

function activationCalls(activation: ActivationKind): TorchCall[] {
  const module = torchActivations[activation];
  return module ? [{ module }] : [];
}
