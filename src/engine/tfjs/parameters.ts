import * as tf from '@tensorflow/tfjs-core';
import type { ModelState } from '../engine.ts';
import type { Parameter, Program } from '../program.ts';
import { type Block, blocksOf, indexOf, rowsOf } from './blocks.ts';

/**
 * A program's parameters and its optimizer's arrays as tensors, one a block: so a kernel of the backend's
 * own reads a layer where it lies, and updates it in one go. The constructor must be called inside of
 * `Device.use`, all methods inside of `Device.run`.
 */
export class Parameters {
  readonly blocks: readonly Block[];
  private readonly program: Program;
  /** [1 + slots, rows, columns] a block: the parameters, then each of the optimizer's arrays. */
  private states: tf.Tensor3D[];
  /** What was cut out of the blocks since the last update. */
  private readonly cut = new Map<string, tf.Tensor>();

  constructor(program: Program, { parameters, slots }: ModelState) {
    const { slotCount, parameterCount } = program;
    this.program = program;
    this.blocks = blocksOf(program.parameters);
    this.states = this.blocks.map(({ offset, rows, columns }) => {
      const size = rows * columns;
      const values = new Float32Array((1 + slotCount) * size);
      values.set(parameters.subarray(offset, offset + size));
      for (let slot = 0; slot < slotCount; slot++) {
        const start = slot * parameterCount + offset;
        values.set(slots.subarray(start, start + size), (1 + slot) * size);
      }
      return tf.keep(tf.tensor3d(values, [1 + slotCount, rows, columns]));
    });
  }

  /** A parameter in its own shape, for operations that know nothing of blocks. */
  tensor<T extends tf.Tensor>(parameter: Parameter): T {
    const known = this.cut.get(parameter.name);
    if (known) return known as T;
    const { state, firstRow, rows } = this.place(parameter);
    const slice = tf.slice3d(state, [0, firstRow, 0], [1, rows, state.shape[2]]);
    const tensor = tf.keep(tf.reshape(slice, [...parameter.shape]));
    this.cut.set(parameter.name, tensor);
    return tensor as tf.Tensor as T;
  }

  /** Where a parameter lies: its block's state, as long as there is no update, and its rows there. */
  place(parameter: Parameter): { state: tf.Tensor3D; firstRow: number; rows: number } {
    const index = indexOf(this.blocks, parameter);
    const [block, state] = [this.blocks[index] as Block, this.states[index] as tf.Tensor3D];
    return { state, ...rowsOf(block, parameter) };
  }

  /** Replaces each block's state by what `step` makes of it; gradients are [rows, columns], block by block. */
  update(
    gradients: readonly tf.Tensor2D[],
    step: (state: tf.Tensor3D, gradient: tf.Tensor2D) => tf.Tensor3D,
  ): void {
    const next = gradients.map((gradient, block) =>
      tf.keep(step(this.states[block] as tf.Tensor3D, gradient)),
    );
    this.free();
    this.states = next;
  }

  /** Everything in one row, block by block. */
  row(): tf.Tensor1D {
    return tf.concat1d(this.states.map((state) => tf.reshape(state, [state.size])));
  }

  /** What a row holds, in the order of the flat arrays. */
  ofRow(row: Float32Array): Pick<ModelState, 'parameters' | 'slots'> {
    const { parameterCount, slotCount } = this.program;
    const parameters = new Float32Array(parameterCount);
    const slots = new Float32Array(slotCount * parameterCount);
    let start = 0;
    for (const { offset, rows, columns } of this.blocks) {
      const size = rows * columns;
      const section = (index: number) =>
        row.subarray(start + index * size, start + (index + 1) * size);
      parameters.set(section(0), offset);
      for (let slot = 0; slot < slotCount; slot++) {
        slots.set(section(1 + slot), slot * parameterCount + offset);
      }
      start += (1 + slotCount) * size;
    }
    return { parameters, slots };
  }

  /** Frees its tensors; nothing else may be asked of it afterwards. */
  free(): void {
    tf.dispose([this.states, [...this.cut.values()]]);
    this.cut.clear();
  }
}
