import type { Parameter } from '../program.ts';

/**
 * A slice of the flat parameter array as one matrix. A dense layer's kernel and bias make one, the bias
 * as its last row; any other parameter makes its own, of rows as long as its last axis.
 */
export interface Block {
  parameters: readonly Parameter[];
  offset: number;
  rows: number;
  columns: number;
}

/** Cuts the flat array into blocks, in its order. */
export function blocksOf(parameters: readonly Parameter[]): Block[] {
  const blocks: Block[] = [];
  for (const parameter of parameters) {
    const { shape, size, offset } = parameter;
    const columns = shape.at(-1) ?? 1;
    const rows = size / columns;
    const before = blocks.at(-1);
    if (before && isBiasOf(before, parameter)) {
      before.parameters = [...before.parameters, parameter];
      before.rows += rows;
    } else {
      blocks.push({ parameters: [parameter], offset, rows, columns });
    }
  }
  return blocks;
}

/** Which block a parameter lies in. */
export function indexOf(blocks: readonly Block[], { name }: Parameter): number {
  const index = blocks.findIndex(({ parameters }) =>
    parameters.some((parameter) => parameter.name === name),
  );
  if (index < 0) throw new RangeError(`There is no parameter ${name}.`);
  return index;
}

/** Where a parameter lies in its block. */
export function rowsOf(block: Block, { offset, size }: Parameter) {
  return { firstRow: (offset - block.offset) / block.columns, rows: size / block.columns };
}

/** Whether a parameter belongs to the dense layer whose kernel the block before it is. */
function isBiasOf({ parameters, columns }: Block, { shape }: Parameter): boolean {
  const isKernel = parameters.length === 1 && parameters[0]?.shape.length === 2;
  return isKernel && shape.length === 1 && shape[0] === columns;
}
