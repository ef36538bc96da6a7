import { layers, outputShape, parameterShapes } from './layers.ts';
import { mirrorProblem } from './mirror-pairs.ts';
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
  /**
   * How many of its own, and where they start in the flat parameter array: the kernel, then the bias.
   * With tied weights a decoder's layer has a bias alone.
   */
  parameters: number;
  offset: number;
  /** The layer whose kernel it uses, transposed: into `NetworkSummary.layers`; null for its own. */
  tiedTo: number | null;
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
      if (network.tied) tie(summary);
    }
  }
  if (summary.parameters > MAX_PARAMETERS) {
    const message = `${summary.parameters.toLocaleString('en')} parameters are more than the ${MAX_PARAMETERS.toLocaleString('en')} that fit; make a layer smaller`;
    summary.problems.push({ part: 'encoder', index: null, message });
  }
  return summary;
}

function follow(part: Part, stack: Layer[], start: Shape, summary: NetworkSummary): Shape | null {
  if (!stack.some(hasParameters)) {
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
    const row = { part, index, layer, input: shape, output, parameters, offset, tiedTo: null };
    summary.layers.push(row);
    summary.parameters += parameters;
    if (layer.kind === 'variational' && (part === 'decoder' || index < stack.length - 1)) {
      const message = `${layers[layer.kind].label}: belongs at the encoder’s end`;
      summary.problems.push({ part, index, message });
    }
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

/** Gives the decoder's layers the kernels of their mirror images in the encoder. */
function tie(summary: NetworkSummary): void {
  const { layers: rows, problems } = summary;
  const problem = mirrorProblem(rows, 'dense');
  if (problem) {
    problems.push({ part: 'decoder', index: null, message: `tied weights need ${problem}` });
    return;
  }
  summary.parameters = 0;
  for (const [place, row] of rows.entries()) {
    const isTied = row.part === 'decoder' && row.layer.kind === 'dense';
    const own = isTied ? sizeOf(row.output) : row.parameters;
    const tiedTo = isTied ? rows.length - 1 - place : null;
    rows[place] = { ...row, parameters: own, offset: summary.parameters, tiedTo };
    summary.parameters += own;
  }
}

/** Whether there is something to learn in a layer. */
export function hasParameters(layer: Layer): boolean {
  return 'activation' in layer || layer.kind === 'variational';
}
