import { type Corruption, type CorruptionKind, corruptions } from '../../spec/tasks.ts';
import { indent, lines } from '../text.ts';

/** The body of `corrupt(x)` for every corruption but none; `x` is a tensor [n, 28, 28]. */
const bodies: Readonly<Record<Exclude<CorruptionKind, 'none'>, (strength: number) => string>> = {
  gaussian: (s) => `return x.add(tf.randomNormal(x.shape).mul(${s})).clipByValue(0, 1);`,
  saltAndPepper: (s) =>
    lines(
      'const lot = tf.randomUniform(x.shape);',
      `const salted = tf.where(lot.less(${s}), tf.onesLike(x), x);`,
      `return tf.where(lot.less(${s / 2}), tf.zerosLike(x), salted);`,
    ),
  speckle: (s) => `return x.add(x.mul(tf.randomNormal(x.shape).mul(${s}))).clipByValue(0, 1);`,
  square: (side) =>
    lines(
      'const [n] = x.shape;',
      `const top = tf.randomUniform([n, 1, 1], 0, ${29 - side}).floor();`,
      `const left = tf.randomUniform([n, 1, 1], 0, ${29 - side}).floor();`,
      'const rows = tf.range(0, 28).reshape([1, 28, 1]);',
      'const columns = tf.range(0, 28).reshape([1, 1, 28]);',
      `const inRows = tf.logicalAnd(rows.greaterEqual(top), rows.less(top.add(${side})));`,
      `const inColumns = tf.logicalAnd(columns.greaterEqual(left), columns.less(left.add(${side})));`,
      'return tf.where(tf.logicalAnd(inRows, inColumns), tf.zerosLike(x), x);',
    ),
  half: (share) =>
    lines(
      'const [n] = x.shape;',
      'const side = tf.randomUniform([n, 1, 1], 0, 4).floor();',
      'const rows = tf.range(0, 28).reshape([1, 28, 1]);',
      'const columns = tf.range(0, 28).reshape([1, 1, 28]);',
      'const depths = [rows, tf.sub(27, rows), columns, tf.sub(27, columns)];',
      'const missing = depths.map((depth, i) =>',
      `  tf.logicalAnd(side.equal(i), depth.less(${Math.round(share * 28)})).broadcastTo(x.shape));`,
      'return tf.where(missing.reduce((a, b) => tf.logicalOr(a, b)), tf.zerosLike(x), x);',
    ),
  coarse14: () => coarse(2),
  coarse7: () => coarse(4),
  clutter: (contrast) =>
    lines(
      'const [n] = x.shape;',
      'const rows = tf.range(0, 28).reshape([1, 28, 1]);',
      'const columns = tf.range(0, 28).reshape([1, 1, 28]);',
      'const wave = () => {',
      '  const direction = tf.randomUniform([n, 1, 1], 0, 2 * Math.PI);',
      '  const phase = tf.randomUniform([n, 1, 1], 0, 2 * Math.PI);',
      '  const length = tf.randomUniform([n, 1, 1], 4, 12);',
      '  const across = direction.cos().mul(columns).add(direction.sin().mul(rows));',
      '  return across.mul(2 * Math.PI).div(length).add(phase).sin();',
      '};',
      'const grain = tf.randomUniform(x.shape).mul(0.3);',
      'const texture = wave().mul(wave()).add(1).mul(0.35).add(grain);',
      `return tf.maximum(x, texture.mul(${contrast}));`,
    ),
};

function coarse(size: number): string {
  return lines(
    'const pictures = x.reshape([-1, 28, 28, 1]);',
    `const small = tf.avgPool(pictures, ${size}, ${size}, 'valid');`,
    'return tf.image.resizeNearestNeighbor(small, [28, 28]).reshape(x.shape);',
  );
}

/** The function `corrupt`; empty where inputs stay as they are. */
export function corruptFunction({ kind, strength }: Corruption): string {
  if (kind === 'none') return '';
  return lines(
    `/** ${corruptions[kind].label}, drawn anew at every call. */`,
    'function corrupt(x) {',
    indent(bodies[kind](strength), 2),
    '}',
  );
}
