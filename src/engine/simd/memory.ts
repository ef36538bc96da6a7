import type { Address } from './kernels.ts';

const PAGE = 65_536;
/** Pages that a program may take: 1 GB; browsers on phones give little more. Also in `compile.ts`. */
const MOST_PAGES = 16_384;
export const MOST_BYTES = MOST_PAGES * PAGE;

/** As large as a program may make it: some browsers set all of a shared memory's room aside at once. */
const SHARED: WebAssembly.MemoryDescriptor = { initial: 1, maximum: MOST_PAGES, shared: true };

/**
 * Whether a memory can be made here and handed to a thread. It is tried: in an isolated page WebKitGTK
 * makes one but does not hand it over, and phones may refuse the size.
 */
export function canShareMemory(): boolean {
  const { port1 } = new MessageChannel();
  try {
    port1.postMessage(new WebAssembly.Memory(SHARED));
    return true;
  } catch {
    return false;
  } finally {
    port1.close();
  }
}

/** The kernels' memory, seen from JavaScript. */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  private views: Views;

  /** Throws where a memory that threads share cannot be had. */
  constructor(isShared: boolean) {
    this.memory = new WebAssembly.Memory(isShared ? SHARED : { initial: 1 });
    this.views = viewsOf(this.memory);
  }

  /**
   * Makes the memory reach up to `end`, or throws a sentence.
   * @param what takes it, for people
   */
  reserve(end: Address, what: string): void {
    const refusal = `${what} needs ${(end / 2 ** 20).toFixed(0)} MB of memory`;
    if (end > MOST_BYTES) {
      throw new Error(`${refusal}; WebAssembly may take ${MOST_BYTES / 2 ** 20} MB.`);
    }
    const missing = Math.ceil(end / PAGE) - this.memory.buffer.byteLength / PAGE;
    if (missing <= 0) return;
    try {
      this.memory.grow(missing);
    } catch {
      throw new Error(`${refusal}, which this browser does not give.`);
    }
    // The earlier views are empty now, or, of shared memory, too short.
    this.views = viewsOf(this.memory);
  }

  /** Copies values to an address. */
  put(at: Address, values: Float32Array): void {
    this.views.floats.set(values, at / 4);
  }

  putBytes(at: Address, bytes: Uint8Array): void {
    this.views.bytes.set(bytes, at);
  }

  putIntegers(at: Address, integers: ArrayLike<number>): void {
    this.views.integers.set(integers, at / 4);
  }

  /** A copy of `count` floats. */
  take(at: Address, count: number): Float32Array<ArrayBuffer> {
    return Float32Array.from(this.view(at, count));
  }

  /** `count` floats where they lie; good until the memory grows. */
  view(at: Address, count: number): Float32Array {
    return this.views.floats.subarray(at / 4, at / 4 + count);
  }
}

interface Views {
  bytes: Uint8Array;
  floats: Float32Array;
  integers: Uint32Array;
}

function viewsOf({ buffer }: WebAssembly.Memory): Views {
  return {
    bytes: new Uint8Array(buffer),
    floats: new Float32Array(buffer),
    integers: new Uint32Array(buffer),
  };
}
