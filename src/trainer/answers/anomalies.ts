import { quantile, spreadOf } from '../../analysis/ranking.ts';
import { areaUnderCurve, rocCurve } from '../../analysis/roc.ts';
import { readIdxPictures } from '../../data/idx-pictures.ts';
import type { RankedPictures } from '../../protocol/uses.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Answer, Evidence } from './answers.ts';
import { allOf } from './pieces.ts';
import { poolsOf } from './pixel-components.ts';
import { type Judged, judge, type Suspects } from './suspects.ts';

/** Points of the ROC curve, steps of the spread, pictures at either end of the ranking. */
const POINTS = 200;
const STEPS = 48;
const RANKED = 12;
/** Scores beyond this share of all lie in the spread's last step: a few outliers would flatten it. */
const SPREAD_SHARE = 0.99;
/** Of a student's own pictures, as many as MNIST has for testing. */
const MOST_OWN = 10_000;

export const anomalies: Answer<'anomalies'> = async ({ score, files }, evidence) => {
  // Files that can't be read are refused before anything is computed.
  const own = files && (await ownPictures(files));
  const digits = await testDigits(evidence);
  const [normal, strange] = own ? [digits.normal, own] : [digits.normal, digits.strange];
  const count = normal.chosen.length + strange.chosen.length;
  const onTurn = (done: number) => {
    evidence.report(done / count);
    return evidence.pause();
  };
  const judged = await judge(normal, score, evidence, onTurn);
  const suspects = await judge(strange, score, evidence, (done) => onTurn(judged.length + done));
  return summary(judged, suspects);
};

function summary(normal: Judged[], strange: Judged[]) {
  const all = [...normal, ...strange].sort((a, b) => b.score - a.score);
  const limit = quantile(scoresOf(all), SPREAD_SHARE) || 1;
  const [a, b] = [scoresOf(normal), scoresOf(strange)];
  const roc = { area: areaUnderCurve(a, b), points: rocCurve(a, b, POINTS) };
  return {
    normalCount: normal.length,
    strangeCount: strange.length,
    roc: strange.length > 0 ? roc : null,
    spread: { limit, normal: spreadOf(a, limit, STEPS), strange: spreadOf(b, limit, STEPS) },
    most: ranked(all.slice(0, RANKED)),
    least: ranked(all.slice(-RANKED).reverse()),
  };
}

/** The test images of the digits that train, and those of the others. */
async function testDigits({
  spec: { training },
  dataset,
}: Evidence): Promise<{ normal: Suspects; strange: Suspects }> {
  const data = await dataset(0);
  const { pixels, labels, count } = data.test;
  const others = allOf(count).filter((index) => !training.digits.includes(labels[index] as number));
  const { test } = poolsOf(data, training);
  return {
    normal: { pixels, labels, chosen: test, areStrange: false },
    strange: { pixels, labels, chosen: others, areStrange: true },
  };
}

async function ownPictures(files: readonly File[]): Promise<Suspects> {
  const { count, pixels, labels } = await readIdxPictures(files);
  return { pixels, labels, chosen: allOf(Math.min(count, MOST_OWN)), areStrange: true };
}

function scoresOf(judged: readonly Judged[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(judged, ({ score }) => score);
}

function ranked(judged: readonly Judged[]): RankedPictures {
  const pictures = new Uint8Array(judged.length * DIGIT_SIZE);
  const rebuilt = new Uint8Array(judged.length * DIGIT_SIZE);
  for (const [place, one] of judged.entries()) {
    pictures.set(one.picture, place * DIGIT_SIZE);
    rebuilt.set(one.rebuilt, place * DIGIT_SIZE);
  }
  return {
    pictures,
    rebuilt,
    scores: scoresOf(judged),
    areStrange: judged.map(({ isStrange }) => isStrange),
    labels: judged.map(({ label }) => label),
  };
}
