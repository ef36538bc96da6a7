export type Domain = readonly [low: number, high: number];

/** About how many ticks the axes of a loss have. */
export const TICKS = 5;

/** How far from a whole number of steps an end of a domain may be by rounding. */
const ROUNDING = 1e-6;

/** Round values from `low` to `high`, about `count` of them, for an axis with equal steps. */
export function linearTicks([low, high]: Domain, count: number): number[] {
  if (isPoint([low, high])) return [low];
  const step = tickStep([low, high], count);
  const first = Math.ceil(low / step - ROUNDING);
  const last = Math.floor(high / step + ROUNDING);
  return Array.from({ length: last - first + 1 }, (_, place) =>
    Number(((first + place) * step).toPrecision(12)),
  );
}

/** The domain widened to whole ticks, so that a growing curve moves the axis only now and then. */
export function roundDomain([low, high]: Domain, count: number): Domain {
  if (isPoint([low, high])) return [low, high];
  const step = tickStep([low, high], count);
  const whole = (steps: number) => Number((steps * step).toPrecision(12));
  return [whole(Math.floor(low / step)), whole(Math.ceil(high / step))];
}

/** Whether there is no room for a tick between the ends: they are one but for rounding. */
function isPoint([low, high]: Domain): boolean {
  return !(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)));
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
