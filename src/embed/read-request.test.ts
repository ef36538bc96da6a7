import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Request } from './messages.ts';
import { readRequest } from './read-request.ts';

const picture = new Float32Array(784).fill(0.5);
const requests: Request[] = [
  { id: 1, method: 'train' },
  { id: 2, method: 'pause' },
  { id: 3, method: 'reset' },
  { id: 4, method: 'getState' },
  { id: 5, method: 'step', unit: 'epoch' },
  { id: 6, method: 'configure', options: { preset: 'deep-4' } },
  { id: 7, method: 'setTheme', theme: 'dark' },
  { id: 8, method: 'encode', pixels: picture },
  { id: 9, method: 'reconstruct', pixels: picture },
  { id: 10, method: 'decode', code: new Float32Array(4) },
];

it.each(requests)('takes $method', (request) => {
  expect(readRequest(request)).toEqual({ request });
});

it.each([
  ['pixels of another size', { id: 1, method: 'encode', pixels: new Float32Array(783) }],
  ['a giant array', { id: 1, method: 'decode', code: new Float32Array(4097) }],
  ['what is no number', { id: 1, method: 'decode', code: Float32Array.of(Number.NaN) }],
  ['too bright pixels', { id: 1, method: 'encode', pixels: new Float32Array(784).fill(2) }],
  ['an unknown method', { id: 1, method: 'eval' }],
  ['more than was asked for', { id: 1, method: 'train', also: 1 }],
  ['an object in an option', { id: 1, method: 'configure', options: { preset: {} } }],
])('refuses %s with a sentence', (_name, message) => {
  expect(readRequest(message)).toEqual({
    id: 1,
    problem: expect.stringMatching(/^(?!.*(Invalid|Expected|received)).+\.$/),
  });
});

describe('10,000 messages', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record({ id: fc.anything(), method: fc.anything() }),
    fc
      .tuple(fc.constantFrom(...requests), fc.dictionary(fc.string(), fc.anything()))
      .map(([request, change]) => ({ ...request, ...change })),
    fc
      .tuple(
        fc.constantFrom(...requests),
        fc.constantFrom('id', 'method', 'pixels', 'options'),
        fc.anything(),
      )
      .map(([request, key, value]) => ({ ...request, [key]: value })),
  );

  it('raise no exception, and pass only where they are exactly a request', () => {
    fc.assert(
      fc.property(anything, (message) => {
        const read = readRequest(message);
        if (read && 'request' in read) {
          const { method } = read.request;
          const like = requests.find((request) => request.method === method);
          expect(Object.keys(read.request).sort()).toEqual(Object.keys(like ?? {}).sort());
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
