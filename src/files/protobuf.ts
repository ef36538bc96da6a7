/*
 * Protocol Buffers, the little of it that an ONNX file needs: a message is its fields one after the
 * other, each a number and a wire type in one varint, then the value.
 * Source: https://protobuf.dev/programming-guides/encoding/
 */

const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;

type Bytes = Uint8Array<ArrayBuffer>;

/** A message, or its bytes, from the bytes of its fields. */
export function message(...fields: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(fields.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const field of fields) {
    bytes.set(field, offset);
    offset += field.length;
  }
  return bytes;
}

/** An integer field of any width; not negative where it is past 32 bits. */
export function integer(field: number, value: number): Bytes {
  return Uint8Array.from([...varint((field << 3) | VARINT), ...varint(value)]);
}

/** A 32-bit float field. */
export function float(field: number, value: number): Bytes {
  const bytes = new Uint8Array(new Float32Array([value]).buffer);
  return Uint8Array.from([...varint((field << 3) | FIXED32), ...bytes]);
}

/** A field of text. */
export function text(field: number, value: string): Bytes {
  return bytes(field, new TextEncoder().encode(value));
}

/** A field of bytes, or of a message. */
export function bytes(field: number, value: Uint8Array): Bytes {
  const head = [...varint((field << 3) | BYTES), ...varint(value.length)];
  const all = new Uint8Array(head.length + value.length);
  all.set(head);
  all.set(value, head.length);
  return all;
}

/** Seven bits a byte, the lowest first; negative numbers as 64 bits of two's complement. */
function varint(value: number): number[] {
  const result: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    result.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...result, Number(rest)];
}
