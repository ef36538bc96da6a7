import { isPicture, type Shape } from '../spec/shape.ts';
import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor } from './onnx-model.ts';

/** Puts nodes one behind the other. */
export class OnnxBuilder {
  private readonly nodes: OnnxNode[] = [];
  private readonly constants: OnnxTensor[] = [];
  private readonly input: string;
  /** The value that the last node gives. */
  private value: string;

  constructor(input: string) {
    this.input = input;
    this.value = input;
  }

  /**
   * Adds a node that works on the value so far.
   * @param inputs what it reads beside that value
   */
  node(
    operator: string,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    inputs: readonly string[] = [],
  ): void {
    const output = `${operator.toLowerCase()}_${this.nodes.length + 1}`;
    this.nodes.push({ operator, inputs: [this.value, ...inputs], output, attributes });
    this.value = output;
  }

  /** Adds a constant; returns its name. */
  constant(name: string, shape: readonly number[], values: OnnxTensor['values']): string {
    this.constants.push({ name, shape, values });
    return name;
  }

  /** Everything so far as a model from `input` to `output`. */
  finish(name: string, input: Shape, output: Shape, outputName: string): OnnxGraph {
    const nodes = this.nodes.map((node) =>
      node.output === this.value ? { ...node, output: outputName } : node,
    );
    return {
      name,
      nodes,
      constants: this.constants,
      input: { name: this.input, shape: channelsFirst(input) },
      output: { name: outputName, shape: channelsFirst(output) },
    };
  }
}

function channelsFirst(shape: Shape): readonly number[] {
  return isPicture(shape) ? [shape[2], shape[0], shape[1]] : shape;
}
