import { expect, it } from 'vitest';
import { createRandom } from '../../data/random.ts';
import { specimenState, specimens } from '../contract/specimen.ts';
import { drawnValues } from '../draw.ts';
import { lower } from '../lowering/lower.ts';
import { activations } from './activation.ts';
import { biasOf, contributions } from './contributions.ts';
import { Memory } from './memory.ts';
import { execute } from './operations.ts';

it.each(specimens)('the summands of $name add up to what its layers give', (specimen) => {
  const program = lower(specimen, specimen.stage);
  const memory = new Memory(program, specimenState(program, specimen));
  const random = createRandom(1, 'picture');
  memory.batch = 1;
  memory.buffer(program.input).forEach((_, i, values) => {
    values[i] = random.uniform();
  });
  for (const draw of program.draws) {
    memory.buffer(draw.buffer).set(drawnValues(draw, 1, random));
  }
  execute(program.forward, memory);
  for (const op of program.forward) {
    if (!('kernel' in op)) continue;
    const output = memory.buffer(op.output);
    for (let sample = 0; sample < 5; sample++) {
      const place = Math.floor(random.uniform() * output.length);
      const summands = contributions(op, memory, place);
      const z = summands.reduce(
        (sum, { value, weight }) => sum + value * weight,
        biasOf(op, memory, place),
      );
      expect(activations[op.activation].value(z)).toBeCloseTo(output[place] as number, 10);
    }
  }
});
