import { ActivityTally } from '../../analysis/unit-activity.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Answer } from './answers.ts';
import { shownDigits } from './shown-digits.ts';

/** Pictures between two pauses. */
const TURN = 25;

export const activity: Answer<'activity'> = async ({ count }, evidence) => {
  const { spec, program, engine, dataset, report, pause } = evidence;
  const pictures = shownDigits(await dataset(0), spec, count);
  const tallies = program.layers.map(({ shape }) => new ActivityTally(shape.at(-1) ?? 0));
  for (let picture = 0; picture < count; picture++) {
    const first = picture * DIGIT_SIZE;
    const outputs = await engine.activations(pictures.subarray(first, first + DIGIT_SIZE), null);
    for (const [place, output] of outputs.entries()) tallies[place]?.add(picture, output);
    if (picture % TURN > 0) continue;
    report(picture / count);
    await pause();
  }
  const { encoder, decoder } = spec.network;
  const layers = [...encoder, ...decoder].map((_, index) => {
    const place = program.layers.findIndex((layer) => layer.index === index);
    return tallies[place]?.activity ?? null;
  });
  return { layers };
};
