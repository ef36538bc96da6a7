export type Domain = readonly [low: number, high: number];

/** About how many ticks the axes of a loss have. */
export const TICKS = 5;

/** Round values from `low` to `high`, about `count` of them, for an axis with equal steps. */
export function linearTicks([low, high]: Domain, count: number): number[] {
  if (!(high > low)) return [low];
  const step = tickStep([low, high], count);
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step); index * step <= high * (1 + 1e-9); index += 1) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks;
}

/** The domain widened to whole ticks, so that a growing curve moves the axis only now and then. */
export function roundDomain([low, high]: Domain, count: number): Domain {
  if (!(high > low)) return [low, high];
  const step = tickStep([low, high], count);
  const whole = (steps: number) => Number((steps * step).toPrecision(12));
  return [whole(Math.floor(low / step)), whole(Math.ceil(high / step))];
}

function tickStep([low, high]: Domain, count: number): number {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
}

/** 1, 2 and 5 times the powers of ten from `low` to `high`; equal steps where there are few of them. */
export function logarithmicTicks(domain: Domain, count: number): number[] {
  const [low, high] = domain;
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += 1) {
    for (const factor of [1, 2, 5]) {
      const tick = Number((factor * 10 ** power).toPrecision(12));
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks.length >= 3 ? ticks : linearTicks(domain, count);
}
