import type { BufferId, Parameter, PenaltyOp, Program } from '../program.ts';

/**
 * What the operations of a program read and write. Everything is kept in float64, so that rounding
 * errors stay far below those of the engines that are compared with this one.
 */
export class Memory {
  /** How many examples the buffers hold now. */
  batch = 0;
  readonly parameters: Float64Array;
  /** The optimizer's arrays, one after the other, each as long as `parameters`. */
  readonly slots: Float64Array;
  /** Updates done so far. */
  step: number;
  /** The weight of each penalty, and what each came to in the newest backward pass. */
  penaltyWeights: readonly number[] = [];
  readonly penalties: Float64Array;
  private readonly program: Pick<Program, 'buffers'>;
  private readonly buffers: Float64Array[];
  private flatGradients: Float64Array | null = null;

  constructor(
    program: Pick<Program, 'buffers' | 'penalties'>,
    state: { parameters: ArrayLike<number>; slots: ArrayLike<number>; step: number },
  ) {
    this.program = program;
    this.parameters = Float64Array.from(state.parameters);
    this.slots = Float64Array.from(state.slots);
    this.step = state.step;
    this.penalties = new Float64Array(program.penalties.length);
    this.buffers = program.buffers.map(() => new Float64Array(0));
  }

  /**
   * The values of a buffer, [batch, size]. Memory is taken when a buffer is first asked for: a forward
   * pass alone never holds the gradients' buffers.
   */
  buffer(id: BufferId): Float64Array {
    const known = this.buffers[id];
    const info = this.program.buffers[id];
    if (!known || !info) throw new RangeError(`The program has no buffer ${id}.`);
    const length = this.batch * info.size;
    if (known.length === length) return known;
    const taken =
      known.buffer.byteLength >= 8 * length
        ? new Float64Array(known.buffer, 0, length)
        : new Float64Array(length);
    this.buffers[id] = taken;
    return taken;
  }

  /** A parameter's values, in its own shape. */
  weights({ offset, size }: Parameter): Float64Array {
    return this.parameters.subarray(offset, offset + size);
  }

  /** ∂loss/∂parameters of the newest backward pass, laid out as `parameters`. */
  get gradients(): Float64Array {
    this.flatGradients ??= new Float64Array(this.parameters.length);
    return this.flatGradients;
  }

  weight({ penalty }: PenaltyOp): number {
    return this.penaltyWeights[penalty] ?? 0;
  }

  /** Notes what a penalty came to, times its weight. */
  note({ penalty }: PenaltyOp, value: number): void {
    this.penalties[penalty] = value;
  }

  /** The gradient of a parameter, in its own shape. */
  gradient({ offset, size }: Parameter): Float64Array {
    return this.gradients.subarray(offset, offset + size);
  }
}
