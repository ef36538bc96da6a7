import { bytes, float, integer, message, text } from './protobuf.ts';

/*
 * An ONNX model as the bytes of its protocol buffer. Field numbers are those of `onnx.proto`:
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** A constant: weights as 32-bit floats, shapes as 64-bit integers. */
export interface OnnxTensor {
  name: string;
  shape: readonly number[];
  values: Float32Array | BigInt64Array;
}

/** Text, one number as a 32-bit float, or integers: one, or a list of them. */
export type OnnxAttribute = string | { float: number } | number | readonly number[];

export interface OnnxNode {
  operator: string;
  /** Names of values; an empty one leaves an optional input out. */
  inputs: readonly string[];
  output: string;
  attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** What comes in or goes out: 32-bit floats, any number of examples of this shape. */
export interface OnnxValue {
  name: string;
  shape: readonly number[];
}

export interface OnnxGraph {
  name: string;
  nodes: readonly OnnxNode[];
  constants: readonly OnnxTensor[];
  input: OnnxValue;
  output: OnnxValue;
}

/** Operators as of 2021, which ONNX Runtime 1.12 and later run; the file format of that time. */
const OPERATOR_SET = 17;
const FORMAT_VERSION = 8;

const ELEMENT_TYPES = { float: 1, int64: 7 } as const;
const ATTRIBUTE_TYPES = { float: 1, integer: 2, text: 3, integers: 7 } as const;

/** ModelProto */
export function onnxFile(graph: OnnxGraph): Bytes {
  return message(
    integer(1, FORMAT_VERSION),
    text(2, 'Autoencoder playground'),
    bytes(7, graphProto(graph)),
    bytes(8, message(text(1, ''), integer(2, OPERATOR_SET))),
  );
}

function graphProto({ name, nodes, constants, input, output }: OnnxGraph): Bytes {
  return message(
    ...nodes.map((node) => bytes(1, nodeProto(node))),
    text(2, name),
    ...constants.map((tensor) => bytes(5, tensorProto(tensor))),
    bytes(11, valueInfoProto(input)),
    bytes(12, valueInfoProto(output)),
  );
}

function nodeProto({ operator, inputs, output, attributes }: OnnxNode): Bytes {
  return message(
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(3, output),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attributeProto(name, value))),
  );
}

function attributeProto(name: string, value: OnnxAttribute): Bytes {
  const type = (kind: keyof typeof ATTRIBUTE_TYPES) => integer(20, ATTRIBUTE_TYPES[kind]);
  if (typeof value === 'string') return message(text(1, name), text(4, value), type('text'));
  if (typeof value === 'number') return message(text(1, name), integer(3, value), type('integer'));
  if ('float' in value) return message(text(1, name), float(2, value.float), type('float'));
  return message(text(1, name), ...value.map((one) => integer(8, one)), type('integers'));
}

function tensorProto({ name, shape, values }: OnnxTensor): Bytes {
  const type = values instanceof Float32Array ? 'float' : 'int64';
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return message(
    ...shape.map((length) => integer(1, length)),
    integer(2, ELEMENT_TYPES[type]),
    text(8, name),
    bytes(9, raw),
  );
}

/** ValueInfoProto with a TypeProto.Tensor: the first length has a name in place of a number. */
function valueInfoProto({ name, shape }: OnnxValue): Bytes {
  const lengths = [text(2, 'batch'), ...shape.map((length) => integer(1, length))];
  const shapeProto = message(...lengths.map((length) => bytes(1, length)));
  const tensor = message(integer(1, ELEMENT_TYPES.float), bytes(2, shapeProto));
  return message(text(1, name), bytes(2, bytes(1, tensor)));
}
