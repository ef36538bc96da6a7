import { corrupt, maskOf } from '../../data/corruption.ts';
import { createRandom } from '../../data/random.ts';
import { drawnValues } from '../../engine/draw.ts';
import type { BufferId, Program } from '../../engine/program.ts';
import { losses, meanLoss } from '../../engine/reference/loss.ts';
import { Memory } from '../../engine/reference/memory.ts';
import { execute } from '../../engine/reference/operations.ts';
import { update } from '../../engine/reference/optimizer.ts';
import type { Spec } from '../../spec/spec.ts';
import { targetsMask } from '../../spec/tasks.ts';
import type { LayerStep, Losses, TrainingStep } from '../../spec/training-step.ts';
import { penaltyWeights } from '../penalty-weights.ts';
import type { Answer } from './answers.ts';
import { exampleOf, type Steepest, steepestWeight } from './layer-step.ts';

/** Carries out one step on a copy of the network, with the reference engine's operations. */
export const trainingStep: Answer<'trainingStep'> = async (
  { picture, optimizer },
  { spec, program, parameters },
) => {
  const { learningRate } = spec.training;
  const length = program.slotCount * program.parameterCount;
  const slots = optimizer.slots.length === length ? optimizer.slots : new Float32Array(length);
  const step = optimizer.step - optimizer.optimizerStart;
  const memory = new Memory(program, { parameters, slots, step });
  memory.penaltyWeights = penaltyWeights(program.penalties, spec.training, optimizer.epoch);
  fill(memory, program, picture, spec);

  const before = forthAndBack(program, memory);
  const copy = (id: BufferId) => Float32Array.from(memory.buffer(id));
  const shown = {
    input: copy(program.input),
    target: copy(program.target),
    worst: worstPixel(program, memory),
  };
  const steepest = program.layers.map((layer) => steepestWeight(program, memory, layer));
  const forth = program.layers.map((layer, place) => {
    // Reading numbers in another shape computes nothing: the buffer is one from before.
    const isReshaping = program.layers.findIndex(({ buffer }) => buffer === layer.buffer) < place;
    return {
      output: copy(layer.buffer),
      gradient: layer.gradient === null ? null : copy(layer.gradient),
      example: isReshaping ? null : exampleOf(program, memory, layer),
    };
  });

  const old = new Memory(program, memory);
  memory.step++;
  for (const op of program.update) update(op, memory, learningRate);
  const gradients = memory.gradients.slice();
  const layers = forth.map((layer, place): LayerStep => {
    const found = steepest[place];
    const learning = found ? learned(found, program, old, memory, gradients) : null;
    return { ...layer, learning };
  });
  const { encoder, decoder } = spec.network;
  const all = [...encoder, ...decoder].map(
    (_, index) => layers[program.layers.findIndex((layer) => layer.index === index)] ?? null,
  );
  const after = forthAndBack(program, memory);
  return { ...shown, step: optimizer.step + 1, learningRate, before, after, layers: all };
};

/** The picture goes in as the page shows it: corrupted, and with all else drawn, by the same chance. */
function fill(memory: Memory, program: Program, picture: Float32Array, spec: Spec): void {
  const { corruption } = spec.training;
  const input = Float32Array.from(picture);
  corrupt(input, corruption, createRandom(spec.seed, 'shown:picture'));
  memory.batch = 1;
  memory.buffer(program.input).set(input);
  memory.buffer(program.target).set(picture);
  if (targetsMask(corruption)) {
    const mask = Uint8Array.from(picture, (value) => Math.round(255 * value));
    maskOf(mask);
    memory.buffer(program.target).set(Float32Array.from(mask, (byte) => byte / 255));
  }
  for (const draw of program.draws) {
    const random = createRandom(spec.seed, `shown:draw:${draw.buffer}`);
    memory.buffer(draw.buffer).set(drawnValues(draw, 1, random));
  }
}

/** Forward and backward: the memory then holds every output and every gradient. */
function forthAndBack(program: Program, memory: Memory): Losses {
  execute(program.forward, memory);
  const reconstruction = meanLoss(program, memory);
  memory.gradients.fill(0);
  execute(program.backward, memory);
  const penalties = Object.fromEntries(
    program.penalties.map((kind, place) => [kind, memory.penalties[place] as number]),
  );
  const total = memory.penalties.reduce((sum, penalty) => sum + penalty, reconstruction);
  return { reconstruction, penalties, total };
}

function worstPixel(program: Program, memory: Memory): TrainingStep['worst'] {
  const [output, target] = [memory.buffer(program.output), memory.buffer(program.target)];
  const { value } = losses[program.loss];
  const lossAt = (place: number) => value(output[place] as number, target[place] as number);
  let place = 0;
  for (let i = 1; i < output.length; i++) if (lossAt(i) > lossAt(place)) place = i;
  const gradient = program.layers.at(-1)?.gradient;
  return {
    place,
    target: target[place] as number,
    output: output[place] as number,
    loss: lossAt(place),
    gradient: gradient ? (memory.buffer(gradient)[place] as number) : 0,
  };
}

/** What the optimizer made of a weight. */
function learned(
  { at, norm, indices, factors }: Steepest,
  program: Program,
  old: Memory,
  now: Memory,
  gradients: Float64Array,
): LayerStep['learning'] {
  const slots = Array.from({ length: program.slotCount }, (_, slot) => {
    const place = slot * program.parameterCount + at;
    return { before: old.slots[place] as number, after: now.slots[place] as number };
  });
  const [before, after] = [old.parameters[at] as number, now.parameters[at] as number];
  const gradient = gradients[at] as number;
  return { norm, weight: { indices, before, gradient, factors, slots, after } };
}
