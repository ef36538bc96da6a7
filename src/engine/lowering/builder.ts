import type { ActivationKind } from '../../spec/activations.ts';
import type { PenaltyKind } from '../../spec/penalties.ts';
import type { Shape } from '../../spec/shape.ts';
import type { Layer } from '../../spec/spec.ts';
import type {
  ActivationGradient,
  BackwardOp,
  BufferId,
  BufferInfo,
  Draw,
  ForwardOp,
  PenaltyOp,
} from '../program.ts';
import type { LayerParameters } from './parameters.ts';

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
}

/** The gradient buffers of a layer; `input` is null where nothing before the layer learns. */
export interface GradientBuffers {
  output: BufferId;
  /** Whether the layer itself learns: false for what an earlier stage has trained. */
  learns: boolean;
  input: { inputGradient: BufferId; below: ActivationGradient } | null;
}

/** A layer about to be lowered. */
export interface Site<L extends Layer> {
  /** For example `encoder.0`. */
  name: string;
  layer: L;
  input: Value;
  outputShape: Shape;
  /** Null for a layer that has nothing to learn. */
  parameters: LayerParameters | null;
}

/** Hands out buffers, draws and penalties while a network is lowered, in the order of the data. */
export class ProgramBuilder {
  readonly buffers: BufferInfo[] = [];
  readonly draws: Draw[] = [];
  private readonly penalties: readonly PenaltyKind[];
  private readonly gradients = new Map<BufferId, BufferId>();

  constructor(penalties: readonly PenaltyKind[]) {
    this.penalties = penalties;
  }

  buffer(name: string, size: number): BufferId {
    return this.buffers.push({ name, size }) - 1;
  }

  /** A buffer that is drawn by chance while training. */
  draw(name: string, draw: Omit<Draw, 'buffer'>): BufferId {
    const buffer = this.buffer(name, draw.size);
    this.draws.push({ buffer, ...draw });
    return buffer;
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

  /** The operation of a penalty, given its number; none where it does not act. */
  penalty(kind: PenaltyKind, make: (penalty: number) => PenaltyOp): PenaltyOp[] {
    const index = this.penalties.indexOf(kind);
    return index < 0 ? [] : [make(index)];
  }
}

/** Lowers one layer: reserves what it needs and writes out its forward and backward operations. */
export type Lowering<L extends Layer> = (builder: ProgramBuilder, site: Site<L>) => Lowered;
