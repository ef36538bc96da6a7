import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { threadsHere } from './threads.ts';

const NO_MEMORY = 'the browser gives no memory that threads can share';

/** A browser that counts so many processors, in a page that is isolated. */
function browserOf(hardwareConcurrency: number | undefined): void {
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('navigator', { hardwareConcurrency });
}

beforeEach(() => browserOf(4));
afterEach(() => vi.unstubAllGlobals());

describe('threadsHere', () => {
  it('takes half of what the browser counts, eight at most', () => {
    const counts = [1, 2, 3, 4, 8, 16, 64].map((count) => {
      browserOf(count);
      return threadsHere().threads;
    });
    expect(counts).toEqual([1, 1, 1, 2, 4, 8, 8]);
    expect(threadsHere().reason).toBeNull();
  });

  it('takes one where the browser does not say how many processors there are', () => {
    browserOf(undefined);
    expect(threadsHere()).toEqual({ threads: 1, reason: null });
  });

  it('takes one where the page is not isolated', () => {
    vi.stubGlobal('crossOriginIsolated', false);
    expect(threadsHere()).toEqual({ threads: 1, reason: 'the page is not cross-origin isolated' });
  });

  it('takes one where a shared memory is refused, though the page is isolated', () => {
    const { Memory } = WebAssembly;
    vi.stubGlobal('WebAssembly', {
      ...WebAssembly,
      Memory: class extends Memory {
        constructor(descriptor: WebAssembly.MemoryDescriptor) {
          if (descriptor.shared) throw new TypeError('Shared memory is not enabled');
          super(descriptor);
        }
      },
    });
    expect(threadsHere()).toEqual({ threads: 1, reason: NO_MEMORY });
  });

  it('takes one where a shared memory cannot be handed to a thread', () => {
    vi.stubGlobal(
      'MessageChannel',
      class {
        readonly port1 = {
          close: () => {},
          postMessage: () => {
            throw new DOMException('SharedArrayBuffer may not be sent', 'DataCloneError');
          },
        };
      },
    );
    expect(threadsHere()).toEqual({ threads: 1, reason: NO_MEMORY });
  });
});
