import { applyTo } from '../../analysis/dense-network.ts';
import { mapByComponents, mapOfUnits } from '../../analysis/latent-map.ts';
import { backProjection, projection } from '../../analysis/pca.ts';
import { lossSum } from '../../analysis/pixel-loss.ts';
import type { Rebuilt } from '../../protocol/uses.ts';
import type { LossKind } from '../../spec/losses.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import { targetsMask } from '../../spec/tasks.ts';
import type { Answer } from './answers.ts';
import { networksHere } from './networks.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { codeSize, pixelComponents, poolsOf } from './pixel-components.ts';

export const againstPca: Answer<'againstPca'> = async ({ mapped }, evidence) => {
  const { spec, program, engine, dataset, report, pause } = evidence;
  const { training } = spec;
  if (targetsMask(training.corruption)) {
    throw new Error('PCA can give back only what goes in, and no mask of it: choose another task.');
  }
  const size = codeSize(program);
  const components = await pixelComponents(size, evidence);
  const newNetwork = await networksHere();
  const encoder = newNetwork(projection(components));
  const decoder = newNetwork(backProjection(components));
  const data = await dataset(training.images);
  const { test } = poolsOf(data, training);
  const labels = Uint8Array.from(test, (index) => data.test.labels[index] as number);
  const look = {
    size,
    loss: training.loss,
    mapped: Math.min(mapped, test.length),
    shown: training.digits.map((digit) => labels.indexOf(digit)),
  };

  const inputs = new Float32Array(look.shown.length * DIGIT_SIZE);
  const [network, pca] = [new Account(look), new Account(look)];
  for (const piece of piecesOf(data.test.pixels, test, spec)) {
    const codes = await engine.encode(piece.inputs);
    network.add(piece, codes, await engine.decode(codes));
    const points = applyTo(encoder, piece.inputs);
    pca.add(piece, points, applyTo(decoder, points));
    copyRows(piece.inputs, piece, look.shown, inputs);
    report((piece.first + piece.count) / test.length);
    await pause();
  }
  const kept = components.variances.reduce((sum, variance) => sum + variance, 0);
  return {
    size,
    kept: kept / components.totalVariance,
    images: test.length,
    network: network.rebuilt(),
    pca: pca.rebuilt(),
    inputs,
    labels: labels.slice(0, look.mapped),
  };
};

interface Look {
  /** Numbers in a code. */
  size: number;
  loss: LossKind;
  /** How many images, from the first on, are laid out on the map. */
  mapped: number;
  /** The images that are shown, by their place. */
  shown: readonly number[];
}

/** Adds up what becomes of the test images, piece by piece. */
class Account {
  private readonly look: Look;
  private readonly digits: Float32Array<ArrayBuffer>;
  private readonly codes: Float32Array<ArrayBuffer>;
  private pixels = 0;
  private squaredError = 0;
  private loss = 0;

  constructor(look: Look) {
    this.look = look;
    this.digits = new Float32Array(look.shown.length * DIGIT_SIZE);
    this.codes = new Float32Array(look.mapped * look.size);
  }

  add(piece: Piece, codes: Float32Array, outputs: Float32Array): void {
    const { size, mapped, shown, loss } = this.look;
    this.pixels += outputs.length;
    this.squaredError += lossSum(outputs, piece.targets, 'meanSquaredError');
    this.loss += lossSum(outputs, piece.targets, loss);
    copyRows(outputs, piece, shown, this.digits);
    const left = Math.max(0, mapped - piece.first);
    if (left > 0) this.codes.set(codes.subarray(0, left * size), piece.first * size);
  }

  rebuilt(): Rebuilt {
    const { codes, look } = this;
    const { size } = look;
    return {
      squaredError: this.squaredError / this.pixels,
      loss: this.loss / this.pixels,
      digits: this.digits,
      map: (size === 2 ? mapOfUnits(codes) : mapByComponents(codes, size, null)).points,
    };
  }
}

/** Copies the pictures that are shown and in this piece to their places. */
function copyRows(
  pictures: Float32Array,
  { first, count }: Piece,
  shown: readonly number[],
  target: Float32Array,
): void {
  for (const [place, index] of shown.entries()) {
    if (index < first || index >= first + count) continue;
    const from = (index - first) * DIGIT_SIZE;
    target.set(pictures.subarray(from, from + DIGIT_SIZE), place * DIGIT_SIZE);
  }
}
