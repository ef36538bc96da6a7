import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmbedState, MethodName } from '../messages.ts';
import { readMessage } from './read-message.ts';

const state: EmbedState = {
  phase: 'training',
  step: 12,
  epoch: 1,
  epochs: 20,
  loss: 0.25,
  validationLoss: null,
  imagesPerSecond: 9000.5,
  codeSize: 4,
  link: '#1.abc-_9',
};
const picture = Float32Array.from({ length: 784 }, (_, i) => i / 784);
const event = (name: string, detail: unknown) => ({ type: 'event', name, detail });
const answer = (value: unknown) => ({ type: 'answer', id: 3, value });
const read = (data: unknown, method?: MethodName) =>
  readMessage(data, (id) => (id === 3 ? method : undefined));

const messages = [
  { type: 'welcome', protocol: 1, nonce: '0123456789abcdef0123456789abcdef' },
  { type: 'height', pixels: 512.5 },
  { type: 'refusal', id: 3, reason: 'The code has 4 numbers here.' },
  event('ready', state),
  event('state', { ...state, link: '', loss: null }),
  event('metrics', { step: 4, epoch: 0, loss: 0.5, validationLoss: 0.5, imagesPerSecond: null }),
  event('epoch', { epoch: 1, loss: 0.5, validationLoss: null }),
  event('drawing', { pixels: picture }),
  event('error', { message: 'The graphics device was lost.' }),
];

describe('a message', () => {
  it.each(messages)('is read: $type $name', (message) => {
    expect(read(message)).toEqual(message);
  });

  it('loses what nobody asked for', () => {
    const { type, name, detail } = messages[3] as { type: string; name: string; detail: object };
    const more = { type, name, more: 1, detail: { ...detail, __proto__: null, surprise: 1 } };
    expect(read(more)).toEqual(messages[3]);
  });

  it.each<[MethodName, unknown]>([
    ['getState', state],
    ['configure', state],
    ['reconstruct', picture],
    ['decode', picture],
    ['encode', Float32Array.of(0, 1.5, -2, 0)],
  ])('answers %s', (method, value) => {
    expect(read(answer(value), method)).toEqual(answer(value));
    expect(read(answer(value))).toBeUndefined();
  });

  it('holds a copy of its numbers', () => {
    const message = read(event('drawing', { pixels: picture })) as unknown as {
      detail: { pixels: Float32Array };
    };
    expect(message.detail.pixels).not.toBe(picture);
  });
});

describe('what is none', () => {
  it.each([
    [null],
    ['height'],
    [{ type: 'height', pixels: Number.NaN }],
    [{ type: 'height', pixels: '512' }],
    [{ type: 'welcome', protocol: 1, nonce: 'guess' }],
    [{ type: 'refusal', id: 3, reason: 'x'.repeat(2001) }],
    [event('constructor', state)],
    [event('state', { ...state, link: 'javascript:alert(1)' })],
    [event('state', { ...state, step: 1.5 })],
    [event('state', { ...state, loss: Number.POSITIVE_INFINITY })],
    [event('drawing', { pixels: Array.from(picture) })],
    [event('drawing', { pixels: new Float32Array(785) })],
    [event('drawing', { pixels: picture.map(() => Number.NaN) })],
  ])('is dropped', (data) => {
    expect(read(data)).toBeUndefined();
  });

  it.each<[MethodName, unknown]>([
    ['getState', picture],
    ['reconstruct', new Float32Array(783)],
    ['encode', new Float32Array(0)],
    ['encode', new Float32Array(4097)],
    ['decode', undefined],
  ])('refuses the request, if it answers one: %s', (method, value) => {
    expect(read(answer(value), method)).toEqual({
      type: 'refusal',
      id: 3,
      reason: expect.stringContaining(method),
    });
  });
});

it('is what it was, or nothing, whatever arrives', () => {
  const keys = ['type', 'id', 'name', 'detail', 'value', 'pixels', 'loss', 'link', '__proto__'];
  const odd = fc.oneof(
    fc.anything({ withTypedArray: true, withNullPrototype: true, withBigInt: true }),
    fc.constantFrom(Number.NaN, -0, 1e308, 'constructor', picture, state, ...messages),
  );
  const mutated = fc
    .tuple(fc.constantFrom(...messages, answer(state)), fc.constantFrom(...keys), odd, fc.boolean())
    .map(([message, key, value, inside]) => {
      if (inside && 'detail' in message) {
        return { ...message, detail: { ...Object(message.detail), [key]: value } };
      }
      return { ...message, [key]: value };
    });
  fc.assert(
    fc.property(fc.oneof(mutated, odd), fc.constantFrom('getState', 'encode'), (data, method) => {
      const message = read(data, method as MethodName);
      if (!message) return;
      // What was read reads the same again: nothing that was not looked at came through.
      expect(read(structuredClone(message), method as MethodName)).toEqual(message);
    }),
    { numRuns: 10_000 },
  );
});
