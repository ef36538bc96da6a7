import * as tf from '@tensorflow/tfjs-core';
import type { BackendKind } from '../../spec/backends.ts';
import { EngineLostError } from '../engine.ts';
import type { Kernels } from './kernels.ts';

/** Backends that are TensorFlow.js'. */
export type TfjsKind = Exclude<BackendKind, 'simd'>;

/** Milliseconds within which the loss of a device is announced after its promises rejected. */
const LOSS_ANNOUNCEMENT = 200;

/** Some 20 ms on a graphics card, some 4 s on a software renderer, in which training can't be stopped. */
export const GRAPHICS_OPERATIONS_AT_ONCE = 2e9;

/** What differs between the backends of TensorFlow.js. */
export interface Platform {
  readonly kind: TfjsKind;
  /** The adapter's or processor's name, for people. */
  readonly name: string;
  readonly kernels: Kernels;
  /** Most floating-point operations to start at once; more would block the thread for too long. */
  readonly operationsAtOnce: number;
  /** Hands all work so far to the hardware; resolves when it is done, never before the next task. */
  finished(): Promise<void>;
  /** The tensor's values. */
  read(tensor: tf.Tensor): Promise<Float32Array>;
  /** Whether the hardware is known to be gone. */
  isLost(): boolean;
  /** Calls back once, when the hardware is gone. */
  onLost(report: () => void): void;
}

/**
 * A backend of TensorFlow.js, registered and in working order until it is lost. Pending promises of
 * TensorFlow.js may never settle after a loss; those handed to `survive` reject.
 */
export class Device {
  private readonly platform: Platform;
  private readonly pending = new Set<(error: EngineLostError) => void>();
  private lost = false;

  constructor(platform: Platform) {
    this.platform = platform;
    platform.onLost(() => this.lose());
  }

  get kind(): TfjsKind {
    return this.platform.kind;
  }

  get name(): string {
    return this.platform.name;
  }

  get kernels(): Kernels {
    return this.platform.kernels;
  }

  get operationsAtOnce(): number {
    return this.platform.operationsAtOnce;
  }

  get isLost(): boolean {
    return this.lost || this.platform.isLost();
  }

  /** As `use`; all tensors but those returned or kept are freed. */
  run<T extends tf.TensorContainer>(make: () => T): T {
    return this.use(() => tf.tidy(make));
  }

  /**
   * Runs what works with tensors, on this backend.
   * Throws EngineLostError, also in place of whatever TensorFlow.js throws on a lost device.
   */
  use<T>(work: () => T): T {
    if (this.isLost) throw this.lose();
    // Synchronous for a backend that is registered as an instance, which ours all are.
    if (tf.getBackend() !== this.kind) void tf.setBackend(this.kind);
    try {
      return work();
    } catch (error) {
      throw this.isLost ? this.lose() : error;
    }
  }

  /** Resolves when all work so far is done, and not before the next task. */
  finished(): Promise<void> {
    return this.survive(() => this.platform.finished());
  }

  read(tensor: tf.Tensor): Promise<Float32Array> {
    return this.survive(() => this.platform.read(tensor));
  }

  /** Starts something that waits for the device; rejects with EngineLostError if that is lost. */
  private survive<T>(start: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.isLost) return reject(this.lose());
      this.pending.add(reject);
      const settle = (then: () => void) => {
        this.pending.delete(reject);
        if (this.isLost) reject(this.lose());
        else then();
      };
      start().then(
        (value) => settle(() => resolve(value)),
        // A device's promises may reject a moment before its loss is announced.
        (error) => setTimeout(() => settle(() => reject(error)), LOSS_ANNOUNCEMENT),
      );
    });
  }

  private lose(): EngineLostError {
    this.lost = true;
    const error = new EngineLostError(`${this.name} was taken away from the page.`);
    for (const reject of this.pending) reject(error);
    this.pending.clear();
    return error;
  }
}

/** Registers a backend under its name, in the place of one that was lost. */
export function register(kind: TfjsKind, backend: tf.KernelBackend): void {
  if (tf.findBackendFactory(kind)) tf.removeBackend(kind);
  tf.registerBackend(kind, () => backend);
}
