import type { Spec } from '../spec/spec.ts';
import type { Session } from './session.ts';
import type { Playground } from './state.ts';

/** What actions work with. */
export interface ActionContext {
  get(): Playground;
  set(change: Partial<Playground>): void;
  session(): Session;
  /** What the page began with. */
  firstSpec: Spec;
}
