import { createRandom, type Random } from '../../data/random.ts';
import {
  type InputGradientProgram,
  lowerInputGradient,
} from '../../engine/lowering/input-gradient.ts';
import { rest } from '../../engine/reference/chance.ts';
import { Memory } from '../../engine/reference/memory.ts';
import { execute } from '../../engine/reference/operations.ts';
import { isPicture, type Shape } from '../../spec/shape.ts';
import type { Answer } from './answers.ts';

const SIDE = 28;
const STEPS = 100;
/** Length of the first steps, in the units of a picture's own length; a digit's is about 9. */
const STEP_LENGTH = 0.5;
/** Share of the picture that the first steps take away: ink that does not help fades. */
const DECAY = 0.02;
/** Both shrink to this share by the last step, so that it ends on the top and not around it. */
const LAST = 0.1;
/** Steps between two blurs: what single pixels alone ask for is smoothed away. */
const BLUR_EVERY = 4;
/** The last steps go without. */
const NO_BLUR_FROM = 80;
/** The noise that it starts from lies between 0 and this. */
const NOISE = 0.2;
/** Milliseconds after which commands have their turn. */
const TURN = 50;

/**
 * Goes uphill from noise: each step moves the picture along ∂z/∂picture, z being the unit's sum before
 * its activation, as a ReLU that is off has no slope. Of a feature map it is the one in the middle.
 * Sources: Erhan et al., "Visualizing higher-layer features of a deep network" (2009); decay and blur as
 * in Yosinski et al., "Understanding neural networks through deep visualization" (2015).
 */
export const ascent: Answer<'ascent'> = async ({ layer, unit }, evidence) => {
  const { spec, stage, program, parameters, report, pause } = evidence;
  const way = lowerInputGradient(spec.network, layer, stage);
  const shape = program.layers.find(({ index }) => index === layer)?.shape;
  if (!way || !shape) throw new Error('This layer waits for its stage of the training.');
  const units = shape.at(-1) ?? 0;
  if (unit >= units)
    throw new Error(`This layer has ${units} units: there is no unit ${unit + 1}.`);

  const memory = new Memory(way, { parameters, slots: [], step: 0 });
  const climb = new Climb(way, memory, middlePlace(shape, unit));
  climb.start(createRandom(spec.seed, `ascent:${layer}:${unit}`));
  const before = climb.response();
  let turn = performance.now();
  for (let step = 1; step <= STEPS; step++) {
    climb.step(1 - ((1 - LAST) * step) / STEPS);
    if (step % BLUR_EVERY === 0 && step < NO_BLUR_FROM) blur(climb.picture);
    if (performance.now() - turn < TURN) continue;
    report(step / STEPS);
    await pause();
    turn = performance.now();
  }
  return { picture: Float32Array.from(climb.picture), before, after: climb.response() };
};

/** A picture that moves to where one unit of a layer responds most. */
class Climb {
  private readonly way: InputGradientProgram;
  private readonly memory: Memory;
  /** Which of the layer's values is to grow. */
  private readonly place: number;

  constructor(way: InputGradientProgram, memory: Memory, place: number) {
    this.way = way;
    this.memory = memory;
    this.place = place;
    memory.batch = 1;
  }

  /** 784 values from 0 to 1. */
  get picture(): Float64Array {
    return this.memory.buffer(this.way.input);
  }

  start(random: Random): void {
    for (let i = 0; i < this.picture.length; i++) this.picture[i] = NOISE * random.uniform();
  }

  /** z for the picture. */
  response(): number {
    this.forward();
    return this.memory.buffer(this.way.output)[this.place] as number;
  }

  /** @param share of the full step's length */
  step(share: number): void {
    const { way, memory, picture } = this;
    this.forward();
    memory.buffer(way.gradient).fill(0)[this.place] = 1;
    execute(way.backward, memory);
    const slope = memory.buffer(way.inputGradient);
    const length = Math.hypot(...slope) || 1;
    for (let i = 0; i < picture.length; i++) {
      const uphill = (STEP_LENGTH * (slope[i] as number)) / length - DECAY * (picture[i] as number);
      const moved = (picture[i] as number) + share * uphill;
      picture[i] = Math.min(1, Math.max(0, moved));
    }
  }

  private forward(): void {
    rest(this.way, this.memory);
    execute(this.way.forward, this.memory);
  }
}

/** Where a unit's value lies among its layer's: of a feature map the one in the middle. */
function middlePlace(shape: Shape, unit: number): number {
  if (!isPicture(shape)) return unit;
  const [height, width, maps] = shape;
  return (Math.floor(height / 2) * width + Math.floor(width / 2)) * maps + unit;
}

/** Each pixel becomes a mean of itself (half) and its four neighbours (an eighth each). */
function blur(picture: Float64Array): void {
  const old = picture.slice();
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : (old[y * SIDE + x] as number);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const around = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
      picture[y * SIDE + x] = at(x, y) / 2 + around / 8;
    }
  }
}
