import type { Random } from '../data/random.ts';
import type { Draw } from './program.ts';

/** Values of a draw for `examples` examples: examples × its size. */
export function drawnValues(
  { kind, size, rate }: Draw,
  examples: number,
  random: Random,
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(examples * size);
  const kept = 1 / (1 - rate);
  for (let i = 0; i < values.length; i++) {
    if (kind === 'normal') values[i] = random.normal();
    else values[i] = random.uniform() < rate ? 0 : kept;
  }
  return values;
}
