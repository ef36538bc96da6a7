import { strangeness as scoresOf } from '../../analysis/strangeness.ts';
import type { Answer } from './answers.ts';
import { piecesOf } from './pieces.ts';

export const strangeness: Answer<'strangeness'> = async ({ score, picture }, { spec, engine }) => {
  const pixels = Uint8Array.from(picture, (value) => Math.round(255 * value));
  const [piece] = piecesOf(pixels, Uint32Array.of(0), spec);
  if (!piece) throw new Error('There is no picture.');
  const outputs = await engine.decode(await engine.encode(piece.inputs));
  return { score: scoresOf(outputs, piece.targets, score)[0] ?? 0 };
};
