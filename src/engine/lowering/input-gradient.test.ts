import { expect, it } from 'vitest';
import { createRandom } from '../../data/random.ts';
import { presetSpec } from '../../spec/presets.ts';
import { type Specimen, specimenState, specimens } from '../contract/specimen.ts';
import { rest } from '../reference/chance.ts';
import { Memory } from '../reference/memory.ts';
import { execute } from '../reference/operations.ts';
import { lowerInputGradient } from './input-gradient.ts';
import { lower } from './lower.ts';

/** Change of a pixel between two looks at the layer. */
const CHANGE = 1e-6;

const wholeNetworks = specimens.filter(({ stage }) => stage === undefined);

it.each(wholeNetworks)('∂z/∂input of every layer of $name is its slope', (specimen: Specimen) => {
  const parameters = specimenState(lower(specimen), specimen).parameters;
  const { encoder, decoder } = specimen.network;
  for (const layer of [...encoder, ...decoder].keys()) {
    const way = lowerInputGradient(specimen.network, layer, null);
    if (!way) throw new Error('every layer of a whole network runs');
    const memory = new Memory(way, { parameters, slots: [], step: 0 });
    memory.batch = 1;
    rest(way, memory);
    const random = createRandom(1, 'picture');
    const picture = memory.buffer(way.input);
    for (let i = 0; i < picture.length; i++) picture[i] = random.uniform();
    const unit = Math.floor(random.uniform() * memory.buffer(way.output).length);
    const response = () => {
      execute(way.forward, memory);
      return memory.buffer(way.output)[unit] as number;
    };
    response();
    memory.buffer(way.gradient).fill(0)[unit] = 1;
    execute(way.backward, memory);
    const gradient = memory.buffer(way.inputGradient).slice();
    const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    for (let sample = 0; sample < 4; sample++) {
      const pixel = Math.floor(random.uniform() * picture.length);
      const value = picture[pixel] as number;
      picture[pixel] = value + CHANGE;
      const above = response();
      picture[pixel] = value - CHANGE;
      const below = response();
      picture[pixel] = value;
      const error = Math.abs((above - below) / (2 * CHANGE) - (gradient[pixel] as number));
      expect(error / largest, `layer ${layer}, pixel ${pixel}`).toBeLessThan(1e-5);
    }
  }
});

it('has no way to a layer that the stage leaves out', () => {
  const { network } = presetSpec('layerByLayer');
  expect(lowerInputGradient(network, 1, 0)).toBeNull();
  expect(lowerInputGradient(network, 5, 0)?.forward).toHaveLength(2);
});
