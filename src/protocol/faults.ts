import type { BackendKind } from '../spec/backends.ts';

/** What can go wrong while training; the sentences for each stand in the store. */
export type Fault =
  /** A graphics context or device was taken away; training goes on with `next`, or stops at null. */
  | { kind: 'backendLost'; lost: BackendKind; next: BackendKind | null }
  /** A backend could not be started or ran out of memory. */
  | { kind: 'backendFailed'; failed: BackendKind; next: BackendKind | null; reason: string }
  /** A part of the program that a backend needs did not load. */
  | { kind: 'backendMissing'; missing: BackendKind; next: BackendKind | null; reason: string }
  /** The loss is not a number, or far and lastingly above that of always showing the mean image. */
  | { kind: 'diverged'; step: number; loss: number }
  /** No image arrived at all. */
  | { kind: 'noImages'; reason: string }
  /** A mistake of ours, caught at the worker's edge. */
  | { kind: 'internal'; reason: string };
