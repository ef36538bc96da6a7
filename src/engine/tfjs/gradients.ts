import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from '../program.ts';
import { type Block, indexOf, rowsOf } from './blocks.ts';

/** Some rows of a block's gradient. */
interface Part {
  firstRow: number;
  rows: tf.Tensor2D;
}

/** The gradients of the mean loss and the penalties, gathered during a pass back. */
export class Gradients {
  private readonly blocks: readonly Block[];
  private readonly parts: readonly Part[][];

  constructor(blocks: readonly Block[]) {
    this.blocks = blocks;
    this.parts = blocks.map(() => []);
  }

  /**
   * Adds to a parameter's gradient.
   * @param gradient in the parameter's shape; or more rows than it has, those that follow in its block
   */
  add(parameter: Parameter, gradient: tf.Tensor): void {
    const index = indexOf(this.blocks, parameter);
    const block = this.blocks[index] as Block;
    const rows = tf.reshape(gradient, [-1, block.columns]) as tf.Tensor2D;
    this.parts[index]?.push({ firstRow: rowsOf(block, parameter).firstRow, rows });
  }

  /** [rows, columns] a block; zeros for what does not learn. */
  all(): tf.Tensor2D[] {
    return this.blocks.map(({ rows, columns }, index) => {
      const parts = (this.parts[index] ?? []).map((part): tf.Tensor2D => {
        const below = rows - part.firstRow - part.rows.shape[0];
        return part.firstRow + below === 0
          ? part.rows
          : tf.pad2d(part.rows, [
              [part.firstRow, below],
              [0, 0],
            ]);
      });
      return parts.length === 0 ? tf.zeros([rows, columns]) : tf.addN(parts);
    });
  }
}
