import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answered, Model, QuestionKind, Questions } from '../store/state.ts';
import { followModel, type Rest } from './follow-model.ts';
import { usePlayground, usePlaygroundStore } from './playground.ts';

type Asks<Kind extends QuestionKind> = Questions[Kind]['asks'];

/** An answer with what was asked, and the state of the network that it is about. */
export interface Shown<Kind extends QuestionKind> extends Answered<Kind> {
  asks: Asks<Kind>;
}

interface Asked<Kind extends QuestionKind> {
  /** The newest answer; null before the first. */
  answered: Shown<Kind> | null;
  /** How much of the next answer is there, 0 to 1; null while none is under way. */
  done: number | null;
  /** Why the newest question has no answer, a sentence, and what was asked. */
  failed: { asks: Asks<Kind>; reason: string } | null;
}

export interface Question<Kind extends QuestionKind> extends Asked<Kind> {
  /** Asks about a state, or else about the one that is shown, in place of what is under way. */
  ask(asks: Asks<Kind>, model?: Model): Promise<void>;
}

/** A question that is asked by itself. */
export interface Following<Kind extends QuestionKind> extends Asked<Kind> {
  /** Asks again, after a failure. */
  retry(): void;
}

const NOTHING = { answered: null, done: null, failed: null };

/**
 * Asks a question that takes seconds: once as soon as there is a network, if there is something to ask
 * first, then whenever it is told to. An answer stays until there is another one.
 */
export function useQuestion<Kind extends QuestionKind>(
  kind: Kind,
  first: Asks<Kind> | null = null,
): Question<Kind> {
  const store = usePlaygroundStore();
  const isReady = usePlayground(({ model }) => model !== null);
  const [state, setState] = useState<Asked<Kind>>(NOTHING);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const ask = useCallback(
    async (asks: Asks<Kind>, model?: Model) => {
      stop.current?.abort();
      stop.current = new AbortController();
      const { signal } = stop.current;
      const onProgress = (done: number) => setState((old) => ({ ...old, done }));
      onProgress(0);
      const options = { signal, onProgress, ...(model ? { model } : {}) };
      try {
        const answered = await store.getState().ask(kind, asks, options);
        setState({ answered: { asks, ...answered }, done: null, failed: null });
      } catch (error) {
        setState((old) => ({ ...old, done: null, failed: { asks, reason: reasonOf(error) } }));
      }
    },
    [store, kind],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once, as soon as there is a network.
  useEffect(() => {
    if (isReady && first !== null && !state.answered) void ask(first);
  }, [isReady]);
  return { ...state, ask };
}

/**
 * Asks about one state of the network, again whenever question or state are others. The answer before
 * stays until then, and says by `asks` and `model` what it is of.
 * @param asks the same object as long as the question is the same; null to ask nothing
 */
export function useAnswerAbout<Kind extends QuestionKind>(
  kind: Kind,
  asks: Asks<Kind> | null,
  model: Model | null,
): Following<Kind> {
  const { ask, ...asked } = useQuestion(kind);
  const retry = useCallback(() => {
    if (asks && model) void ask(asks, model);
  }, [ask, asks, model]);
  useEffect(retry, [retry]);
  return { ...asked, retry };
}

/**
 * Asks about the state that is shown, and again when that is another one: while the network trains after
 * a rest, else at once. What is of another run than the one that is shown is no answer.
 * @param asksAfter what to ask after an answer, null at first; another function begins anew
 */
export function useNewestAnswer<Kind extends QuestionKind>(
  kind: Kind,
  asksAfter: (before: Shown<Kind> | null) => Asks<Kind>,
  rest: Rest,
): Following<Kind> {
  const store = usePlaygroundStore();
  const run = usePlayground(({ model }) => model?.run);
  const [state, setState] = useState<Asked<Kind> & { of: unknown; run: number | undefined }>({
    ...NOTHING,
    of: null,
    run,
  });
  const { least, times } = rest;
  const [tries, setTries] = useState(0);
  const retry = () => {
    setState((old) => ({ ...old, ...NOTHING }));
    setTries(tries + 1);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try begins anew.
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    let before: Shown<Kind> | null = null;
    // The first answer waits for worker and images too: what it took says nothing.
    let isFirst = true;
    void followModel(store, look, { least, times }, signal);
    return () => stop.abort();

    async function look(model: Model): Promise<number> {
      const about = { of: asksAfter, run: model.run };
      if (before?.model.spec.network !== model.spec.network) before = null;
      const asks = asksAfter(before);
      let begun: number | null = null;
      const onProgress = (done: number) => {
        begun ??= performance.now();
        setState((old) => ({ ...(isOf(old, about) ? old : NOTHING), ...about, done }));
      };
      try {
        const answered = await store.getState().ask(kind, asks, { signal, model, onProgress });
        before = { asks, ...answered };
        setState({ ...about, answered: before, done: null, failed: null });
      } catch (error) {
        const failed = { asks, reason: reasonOf(error) };
        setState({ ...about, answered: null, done: null, failed });
      }
      const now = performance.now();
      const took = isFirst ? 0 : now - (begun ?? now);
      isFirst = false;
      return took;
    }
  }, [store, kind, asksAfter, least, times, tries]);

  return { ...(isOf(state, { of: asksAfter, run }) ? state : NOTHING), retry };
}

interface About {
  of: unknown;
  run: number | undefined;
}

function isOf(a: About, b: About): boolean {
  return a.of === b.of && a.run === b.run;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
