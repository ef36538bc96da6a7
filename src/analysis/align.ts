/** A turn of the plane, perhaps with a reflection: x′ = xx·x + xy·y, y′ = yx·x + yy·y. */
export interface Turn {
  xx: number;
  xy: number;
  yx: number;
  yy: number;
}

/**
 * The turn or reflection about the centre that brings points nearest to where they were before: the
 * axes of a map are free to flip and turn from one network to the next, which would hide what moved.
 * Source: orthogonal Procrustes in two dimensions, in closed form.
 * @param before n × 2 values
 * @param now the same points, n × 2 values
 */
export function alignment(before: Float32Array, now: Float32Array): Turn {
  const [was, is] = [centreOf(before), centreOf(now)];
  let [aa, ab, ba, bb] = [0, 0, 0, 0];
  for (let i = 0; i < now.length; i += 2) {
    const x = (now[i] as number) - is.x;
    const y = (now[i + 1] as number) - is.y;
    const u = (before[i] as number) - was.x;
    const v = (before[i + 1] as number) - was.y;
    aa += x * u;
    ab += x * v;
    ba += y * u;
    bb += y * v;
  }
  // How well the best turn does, and the best turn after a reflection of y.
  const turned = Math.hypot(aa + bb, ab - ba);
  const reflected = Math.hypot(aa - bb, ab + ba);
  if (Math.max(turned, reflected) === 0) return { xx: 1, xy: 0, yx: 0, yy: 1 };
  if (turned >= reflected) {
    const [cos, sin] = [(aa + bb) / turned, (ab - ba) / turned];
    return { xx: cos, xy: -sin, yx: sin, yy: cos };
  }
  const [cos, sin] = [(aa - bb) / reflected, (ab + ba) / reflected];
  return { xx: cos, xy: sin, yx: sin, yy: -cos };
}

/**
 * Turns pairs in place.
 * @param pairs n × 2 values
 */
export function turnPairs(pairs: Float32Array, { xx, xy, yx, yy }: Turn): void {
  for (let i = 0; i < pairs.length; i += 2) {
    const [x, y] = [pairs[i] as number, pairs[i + 1] as number];
    pairs[i] = xx * x + xy * y;
    pairs[i + 1] = yx * x + yy * y;
  }
}

function centreOf(pairs: Float32Array): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (let i = 0; i < pairs.length; i += 2) {
    x += pairs[i] as number;
    y += pairs[i + 1] as number;
  }
  const count = pairs.length / 2;
  return { x: x / count, y: y / count };
}
