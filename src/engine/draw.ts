import type { Random } from '../data/random.ts';
import type { Draw } from './program.ts';

/** Values of a draw for `examples` examples: examples × its size. */
export function drawnValues(
  { kind, size, rate }: Draw,
  examples: number,
  random: Random,
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(examples * size);
  if (kind === 'normal') {
    random.normals(values);
    return values;
  }
  const lots = new Uint32Array(values.length);
  random.uint32s(lots);
  const kept = 1 / (1 - rate);
  const dropped = 2 ** 32 * rate;
  for (let i = 0; i < values.length; i++) values[i] = (lots[i] as number) < dropped ? 0 : kept;
  return values;
}
