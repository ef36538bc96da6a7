import { describe, expect, it } from 'vitest';
import { PACK_CUTS } from './packs.ts';
import { PictureSet } from './picture-set.ts';
import { choosePools, epochOrder, substitution } from './sampler.ts';

const numbers = (start: number, end: number) =>
  Uint32Array.from({ length: end - start }, (_, i) => start + i);

/** Labels 0 1 2 … 9 0 1 …, so that a picture's digit is its index modulo 10. */
const trainLabels = Uint8Array.from({ length: 60_000 }, (_, i) => i % 10);
const testLabels = Uint8Array.from({ length: 10_000 }, (_, i) => i % 10);
const labels = { trainLabels, testLabels };
const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('choosePools', () => {
  it('trains on the first images and validates on the test set', () => {
    const pools = choosePools({ images: 2048, digits, validation: 'test', ...labels });
    expect(pools.train).toEqual(numbers(0, 2048));
    expect(pools.validation).toEqual({ split: 'test', indices: numbers(0, 10_000) });
  });

  it("holds out the last tenth, where Keras' validation_split cuts", () => {
    const pools = choosePools({ images: 60_000, digits, validation: 'heldOut', ...labels });
    expect(pools.train).toEqual(numbers(0, 54_000));
    expect(pools.validation).toEqual({ split: 'train', indices: numbers(54_000, 60_000) });
    // Keras: floor(2048 * (1 - 0.1))
    const few = choosePools({ images: 2048, digits, validation: 'heldOut', ...labels });
    expect(few.train.length).toBe(1843);
  });

  it('keeps to the chosen digits without moving the cut', () => {
    const pools = choosePools({ images: 100, digits: [3, 7], validation: 'heldOut', ...labels });
    expect([...pools.train].slice(0, 4)).toEqual([3, 7, 13, 17]);
    expect([...pools.train].at(-1)).toBe(87);
    expect([...pools.validation.indices]).toEqual([93, 97]);
  });
});

describe('epochOrder', () => {
  const pool = numbers(0, 12_000);

  it('visits every picture once, in another order each epoch and for each seed', () => {
    const orders = [epochOrder(1, 0, pool), epochOrder(1, 1, pool), epochOrder(1, 2, pool)];
    for (const order of orders) expect(order.toSorted()).toEqual(pool);
    expect(orders[1]).not.toEqual(orders[2]);
    expect(orders[1]).not.toEqual(epochOrder(2, 1, pool));
    expect(orders[1]).toEqual(epochOrder(1, 1, pool));
  });

  it('goes through the packs one after another in epoch 0 only', () => {
    const cuts = [...PACK_CUTS.train.filter((cut) => cut < 12_000), 12_000];
    const first = epochOrder(1, 0, pool);
    for (const [i, end] of cuts.slice(1).entries()) {
      const start = cuts[i] ?? 0;
      expect(first.slice(start, end).toSorted()).toEqual(numbers(start, end));
      expect(first.slice(start, end)).not.toEqual(numbers(start, end));
    }
    const later = epochOrder(1, 1, pool).slice(0, 2048);
    expect(later.some((index) => index >= 2048)).toBe(true);
  });

  it('finds the packs in a pool with gaps', () => {
    const threes = pool.filter((index) => index % 10 === 3);
    const inFirstPack = threes.filter((index) => index < 2048);
    const order = epochOrder(1, 0, threes);
    expect(order.slice(0, inFirstPack.length).toSorted()).toEqual(inFirstPack);
  });
});

describe('substitution', () => {
  it('puts pictures of the pool that have arrived in the place of those that have not', () => {
    const set = new PictureSet(100);
    set.markArrived(0, 10);
    const pool = Uint32Array.of(1, 4, 7, 50, 51, 52);
    const use = substitution(pool, set);
    expect([1, 4, 7].map(use)).toEqual([1, 4, 7]);
    expect([50, 51, 52].map(use)).toEqual([7, 1, 4]);
    set.markArrived(50, 52);
    expect([50, 51, 52].map(use)).toEqual([50, 51, 7]);
  });

  it('throws when there is nothing to put', () => {
    const set = new PictureSet(100);
    expect(() => substitution(Uint32Array.of(1), set)(1)).toThrow('No picture');
  });
});
