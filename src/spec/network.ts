import { layers, outputShape, parameterShapes } from './layers.ts';
import { DIGIT_SHAPE, DIGIT_SIZE, formatShape, type Shape, sizeOf } from './shape.ts';
import type { InputKind, Layer, Network } from './spec.ts';

export type Part = 'encoder' | 'decoder';

export interface LayerSummary {
  part: Part;
  /** Position within its part. */
  index: number;
  layer: Layer;
  input: Shape;
  output: Shape;
  /** How many, and where they start in the flat parameter array: the kernel, then the bias. */
  parameters: number;
  offset: number;
}

/** Something that does not fit, said in the student's words; `index` is null for a whole part. */
export interface NetworkProblem {
  part: Part;
  index: number | null;
  message: string;
}

export interface NetworkSummary {
  input: Shape;
  /** In the order the data takes; ends where the first problem stands. */
  layers: LayerSummary[];
  code: Shape | null;
  output: Shape | null;
  parameters: number;
  problems: NetworkProblem[];
}

/** Most parameters a network may have: 64 MB with Adam's two slots and the gradient. */
export const MAX_PARAMETERS = 4_000_000;
export const MAX_LAYERS = 24;

export function inputShape(input: InputKind): Shape {
  return input === 'vector' ? [DIGIT_SIZE] : DIGIT_SHAPE;
}

/** Follows one picture through the network: every layer's shapes and parameters, and what is wrong. */
export function summarize(network: Network): NetworkSummary {
  const input = inputShape(network.input);
  const summary: NetworkSummary = {
    input,
    layers: [],
    code: null,
    output: null,
    parameters: 0,
    problems: [],
  };
  const encoderEnd = follow('encoder', network.encoder, input, summary);
  if (encoderEnd) {
    summary.code = encoderEnd;
    const output = follow('decoder', network.decoder, encoderEnd, summary);
    if (output) {
      summary.output = output;
      checkOutput(output, summary.problems);
    }
  }
  if (summary.parameters > MAX_PARAMETERS) {
    const message = `${summary.parameters.toLocaleString('en')} parameters are more than the ${MAX_PARAMETERS.toLocaleString('en')} that fit; make a layer smaller`;
    summary.problems.push({ part: 'encoder', index: null, message });
  }
  return summary;
}

function follow(part: Part, stack: Layer[], start: Shape, summary: NetworkSummary): Shape | null {
  const size = stack.reduce((count, layer) => count + Number(hasParameters(layer)), 0);
  if (size === 0) {
    const message = `the ${part} has nothing to learn: add a dense layer or a convolution`;
    summary.problems.push({ part, index: null, message });
  }
  if (stack.length > MAX_LAYERS) {
    const message = `the ${part} has ${stack.length} layers; at most ${MAX_LAYERS} fit`;
    summary.problems.push({ part, index: null, message });
  }
  let shape = start;
  for (const [index, layer] of stack.entries()) {
    const output = outputShape(layer, shape);
    if (typeof output === 'string') {
      summary.problems.push({ part, index, message: `${layers[layer.kind].label}: ${output}` });
      return null;
    }
    const parameters = parameterShapes(layer, shape).reduce((sum, p) => sum + sizeOf(p.shape), 0);
    const offset = summary.parameters;
    summary.layers.push({ part, index, layer, input: shape, output, parameters, offset });
    summary.parameters += parameters;
    shape = output;
  }
  return shape;
}

function checkOutput(output: Shape, problems: NetworkProblem[]): void {
  const text = formatShape(output);
  if (text === formatShape(DIGIT_SHAPE) || text === formatShape([DIGIT_SIZE])) return;
  const message = `the decoder ends in ${text}, the picture is ${formatShape(DIGIT_SHAPE)}`;
  problems.push({ part: 'decoder', index: null, message });
}

function hasParameters(layer: Layer): boolean {
  return 'activation' in layer;
}
