import type { ActivationKind } from '../../spec/activations.ts';
import type { Parameter } from '../../spec/parameters.ts';
import type { Shape } from '../../spec/shape.ts';
import type { Layer } from '../../spec/spec.ts';
import type {
  ActivationGradient,
  BackwardOp,
  BufferId,
  BufferInfo,
  ForwardOp,
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

/** Hands out buffers and parameters while a network is lowered. */
export class ProgramBuilder {
  readonly buffers: BufferInfo[] = [];
  private readonly parameters: ReadonlyMap<string, Parameter>;
  private readonly gradients = new Map<BufferId, BufferId>();

  /** @param parameters the network's table of parameters */
  constructor(parameters: readonly Parameter[]) {
    this.parameters = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  }

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

  /** A layer's kernel and bias in the flat parameter array. */
  kernelAndBias(layerName: string) {
    const kernel = this.parameters.get(`${layerName}.kernel`);
    const bias = this.parameters.get(`${layerName}.bias`);
    if (!kernel || !bias) throw new TypeError(`${layerName} has no kernel and bias`);
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
