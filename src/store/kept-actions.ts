import type { ActionContext } from './action-context.ts';
import { withNotice, withoutNotice } from './notices.ts';
import { MAX_REPLACED, offerOf } from './replaced-runs.ts';
import { replacedRun, resumedProgress } from './resume.ts';
import { restoredNotice } from './sentences.ts';
import type { PlaygroundActions } from './state.ts';

type KeptActions = Pick<PlaygroundActions, 'begin' | 'startAnew' | 'saveRun'>;

/** Runs that outlive the page. */
export function keptActions({ get, set, session, firstSpec }: ActionContext): KeptActions {
  return {
    begin(kept, isPresent) {
      // Train may have been pressed before anything was built.
      const { pending } = get();
      const { hasBegun } = session();
      const restores = kept !== null && isPresent && !hasBegun;
      const replaced = kept?.replaced.map(replacedRun) ?? [];
      if (restores) {
        const { spec, checkpoint, history } = kept;
        const { step } = checkpoint;
        session().build(spec, checkpoint);
        set({ history: [...history], progress: resumedProgress(kept) });
        if (step > 0) {
          set({ phase: get().testImages ? 'paused' : 'loading' });
          set({ notices: withNotice(get().notices, restoredNotice(step)) });
        }
      } else {
        if (!hasBegun) session().build(get().spec, null);
        if (kept && kept.checkpoint.step > 0) replaced.push(replacedRun(kept));
      }
      if (!hasBegun) set({ pending });
      const runs = [...replaced, ...get().replaced].slice(-MAX_REPLACED);
      if (kept) set(offerOf(runs, get().notices));
    },
    startAnew() {
      session().startOver(firstSpec);
      set({ selectedLayer: null, notices: withoutNotice(get().notices, 'restored') });
    },
    saveRun: null,
  };
}
