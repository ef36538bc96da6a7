/*
 * Functions that give the same bits in every browser, as all they do is to add, multiply and divide.
 * `Math.log`, `Math.exp`, `Math.sin` and `**` may differ from one to the next in their last bits.
 */

/** ln 2 in two parts. Source: fdlibm's e_exp.c. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** ln x of positive x, within 1e-15 of it, relatively (absolutely near x = 1). */
export function log(x: number): number {
  // x = 2ⁿ·m with √½ ≤ m < √2, and ln m = 2·artanh s with s = (m − 1)/(m + 1)
  let [m, n] = [x, 0];
  for (; m < Math.SQRT1_2; n--) m *= 2;
  for (; m >= Math.SQRT2; n++) m /= 2;
  const s = (m - 1) / (m + 1);
  const q = s * s;
  let series = 0;
  for (let k = 19; k >= 1; k -= 2) series = series * q + 1 / k;
  return n * Math.LN2 + 2 * s * series;
}

/** eˣ, within 1e-15 of it, relatively; of x between −700 and 700. */
export function exp(x: number): number {
  // eˣ = 2ⁿ·eʳ with |r| ≤ ½·ln 2. The first part of ln 2 has so few bits that n times it is exact.
  const n = Math.round(x / Math.LN2);
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  let series = 1;
  for (let k = 14; k >= 1; k--) series = 1 + (r / k) * series;
  return n < 0 ? series / power(2, -n) : series * power(2, n);
}

/** The sine of an angle in turns, within 1e-15 of it. */
export function sineOfTurns(turns: number): number {
  // To the nearest quarter of a turn, from which x is at most an eighth away.
  const quarter = Math.round(4 * turns);
  const x = 2 * Math.PI * (turns - quarter / 4);
  const [isCosine, isNegative] = [quarter & 1, quarter & 2];
  const value = isCosine ? cosine(x) : sine(x);
  return isNegative ? -value : value;
}

export function cosineOfTurns(turns: number): number {
  return sineOfTurns(turns + 0.25);
}

/** x to a whole power that is not negative, by squaring. */
export function power(x: number, exponent: number): number {
  let result = 1;
  for (let [square, left] = [x, exponent]; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/* Taylor's series around 0, for |x| ≤ π/4. */

function sine(x: number): number {
  const q = x * x;
  let series = 1;
  for (let k = 17; k >= 3; k -= 2) series = 1 - (q / (k * (k - 1))) * series;
  return x * series;
}

function cosine(x: number): number {
  const q = x * x;
  let series = 1;
  for (let k = 16; k >= 2; k -= 2) series = 1 - (q / (k * (k - 1))) * series;
  return series;
}
