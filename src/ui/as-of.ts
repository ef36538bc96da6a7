import type { Model } from '../store/state.ts';

/** Of which state of the network something is, in a sentence. */
export function asOf({ run, step }: Model, now: Model | null): string {
  const at = `As of step ${step.toLocaleString('en')}`;
  return run === now?.run ? `${at}.` : `${at} of an earlier run.`;
}
