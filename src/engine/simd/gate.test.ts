import { afterEach, expect, it, vi } from 'vitest';
import { Gate } from './gate.ts';

afterEach(() => vi.restoreAllMocks());

it('keeps a thread that is woken by the last round until all have come', () => {
  const words = new SharedArrayBuffer(Gate.BYTES);
  const [gate, other] = [new Gate(words, 0, 2), new Gate(words, 0, 2)];
  let calls = 0;
  vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    calls++;
    if (calls === 3) other.arrive();
    return 'ok';
  });
  gate.meet();
  expect(calls).toBe(3);
});

it('lets all through once one is known not to come', () => {
  const words = new SharedArrayBuffer(Gate.BYTES);
  const gate = new Gate(words, 0, 2);
  vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    new Gate(words, 0, 2).break();
    return 'ok';
  });
  gate.meet();
  expect(gate.isBroken).toBe(true);
});
