/** A plane through the space of codes: the code at (x, y) is origin + x · first axis + y · second. */
export interface CodePlane {
  /** One code. */
  origin: Float32Array<ArrayBuffer>;
  /** Of each unit of the code its part in the first axis, and in the second; both of length 1. */
  axes: Float32Array<ArrayBuffer>;
  /** The share of the codes' variance that lies in the plane, 0 to 1. */
  share: number;
}

/** A place of a map, in the codes' own units. */
export interface Place {
  x: number;
  y: number;
}

/** The code at a place of the plane. */
export function codeAt({ origin, axes }: CodePlane, { x, y }: Place): Float32Array<ArrayBuffer> {
  return origin.map(
    (value, unit) => value + x * (axes[2 * unit] as number) + y * (axes[2 * unit + 1] as number),
  );
}

/** The place of the plane that is nearest to a code. */
export function placeOf({ origin, axes }: CodePlane, code: Float32Array): Place {
  let [x, y] = [0, 0];
  for (const [unit, value] of origin.entries()) {
    const apart = (code[unit] as number) - value;
    x += apart * (axes[2 * unit] as number);
    y += apart * (axes[2 * unit + 1] as number);
  }
  return { x, y };
}

/** `steps` codes on the straight line from one code to another, both ends included. */
export function codesBetween(
  from: Float32Array,
  to: Float32Array,
  steps: number,
): Float32Array<ArrayBuffer> {
  const size = from.length;
  return Float32Array.from({ length: steps * size }, (_, i) => {
    const share = Math.floor(i / size) / (steps - 1);
    const [start, end] = [from[i % size] as number, to[i % size] as number];
    return start + share * (end - start);
  });
}
