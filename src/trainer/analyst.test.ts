import { expect, it } from 'vitest';
import { initialState } from '../engine/initial-state.ts';
import { lower } from '../engine/lowering/lower.ts';
import { ReferenceEngine } from '../engine/reference/reference-engine.ts';
import type { AnalystEvent } from '../protocol/analyst.ts';
import { Heart } from '../protocol/heart.ts';
import type { Model } from '../protocol/model.ts';
import { denseNetwork } from '../spec/preset-parts.ts';
import { presetSpec } from '../spec/presets.ts';
import { Analyst } from './analyst.ts';

/** A network with a code of so many units, as its seed begins. */
function model(version: number, units: number): Model {
  const spec = { ...presetSpec('vanilla'), network: denseNetwork([units]) };
  const { parameters } = initialState(lower(spec), 'glorot', version);
  return { run: version, step: 0, version, spec, stage: null, parameters };
}

async function decoded({ spec, parameters }: Model, codes: Float32Array): Promise<Float32Array> {
  const engine = new ReferenceEngine();
  const program = lower(spec);
  const slots = new Float32Array(program.slotCount * program.parameterCount);
  await engine.load(program, { parameters, slots, step: 0 }, new Uint8Array(0));
  return engine.decode(codes);
}

/** An analyst, and what it says of each question when it has been answered. */
function open() {
  const settled = new Map<number, (event: AnalystEvent) => void>();
  const hear = (event: AnalystEvent) => {
    if (event.type !== 'progress') settled.get(event.id)?.(event);
  };
  const analyst = new Analyst(hear, new Heart(() => {}));
  const answerTo = (id: number) =>
    new Promise<AnalystEvent>((resolve) => {
      settled.set(id, resolve);
    });
  return { analyst, answerTo };
}

it('answers each question about the network as it was when that was asked', async () => {
  const { analyst, answerTo } = open();
  const [small, other, large] = [model(1, 4), model(2, 4), model(3, 16)];
  const asked = [small, other, large, small].map((about, id) => {
    const codes = new Float32Array(about === large ? 16 : 4).fill(0.5);
    const event = answerTo(id);
    analyst.receive({ type: 'model', model: about });
    analyst.receive({ type: 'ask', id, model: about, kind: 'decode', asks: { codes } });
    return { about, codes, event };
  });
  for (const { about, codes, event } of asked) {
    const expected = await decoded(about, codes);
    const said = await event;
    if (said.type !== 'answer' || !('pictures' in said.answer)) throw new Error('no pictures');
    const { pictures } = said.answer;
    const apart = expected.map((value, i) => Math.abs(value - (pictures[i] as number)));
    expect(Math.max(...apart)).toBeLessThan(1e-4);
  }
});

it('answers no question about a network that it was not sent', async () => {
  const { analyst, answerTo } = open();
  const codes = new Float32Array(4);
  const { run, step } = model(1, 4);
  analyst.receive({ type: 'model', model: model(1, 4) });
  const event = answerTo(7);
  const about = { run, step, version: 2 };
  analyst.receive({ type: 'ask', id: 7, model: about, kind: 'decode', asks: { codes } });
  expect(await event).toMatchObject({ type: 'failed' });
});
