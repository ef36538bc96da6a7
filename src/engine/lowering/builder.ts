import type { ActivationKind } from '../../spec/activations.ts';
import { parameterShapes } from '../../spec/layers.ts';
import { type Shape, sizeOf } from '../../spec/shape.ts';
import type { Layer } from '../../spec/spec.ts';
import type {
  ActivationGradient,
  BackwardOp,
  BufferId,
  BufferInfo,
  ForwardOp,
  Parameter,
} from '../program.ts';

/** A layer's input as its lowering sees it. */
export interface Value {
  buffer: BufferId;
  shape: Shape;
  /** The activation that produced the buffer; its gradient is fused into the layer above. */
  activation: ActivationKind;
}

/** What a layer lowers to; `backward` is null when it only reads its input in another shape. */
export interface Lowered {
  output: Value;
  forward: ForwardOp[];
  backward: ((gradients: GradientBuffers) => BackwardOp[]) | null;
  parameters: Parameter[];
}

/** The gradient buffers of a layer; `input` is null for the first layer, whose input needs none. */
export interface GradientBuffers {
  output: BufferId;
  input: { inputGradient: BufferId; below: ActivationGradient } | null;
}

/** Hands out buffers and parameter offsets while a network is lowered, in the order of the data. */
export class ProgramBuilder {
  readonly buffers: BufferInfo[] = [];
  readonly parameters: Parameter[] = [];
  parameterCount = 0;
  private readonly gradients = new Map<BufferId, BufferId>();

  buffer(name: string, size: number): BufferId {
    return this.buffers.push({ name, size }) - 1;
  }

  /** The buffer of the gradient of what `buffer` holds; the same one each time. */
  gradientOf(buffer: BufferId): BufferId {
    const known = this.gradients.get(buffer);
    if (known !== undefined) return known;
    const info = this.buffers[buffer];
    if (!info) throw new RangeError(`no buffer ${buffer}`);
    const gradient = this.buffer(`${info.name}.gradient`, info.size);
    this.gradients.set(buffer, gradient);
    return gradient;
  }

  /** Reserves a layer's kernel and bias in the flat parameter array. */
  kernelAndBias(layer: Layer, input: Shape, layerName: string) {
    const [kernel, bias] = parameterShapes(layer, input).map((parameter): Parameter => {
      const offset = this.parameterCount;
      const size = sizeOf(parameter.shape);
      this.parameterCount += size;
      return { ...parameter, name: `${layerName}.${parameter.name}`, offset, size };
    });
    if (!kernel || !bias) throw new TypeError(`${layer.kind} has no kernel and bias`);
    this.parameters.push(kernel, bias);
    return { kernel, bias };
  }
}

/** Lowers one layer: reserves what it needs and writes out its forward and backward operations. */
export type Lowering<L extends Layer> = (
  builder: ProgramBuilder,
  layer: L,
  input: Value,
  outputShape: Shape,
  name: string,
) => Lowered;
