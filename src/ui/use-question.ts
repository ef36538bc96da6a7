import { useEffect, useRef, useState } from 'react';
import type { Playground, QuestionKind, Questions } from '../store/state.ts';
import { usePlayground, usePlaygroundStore } from './playground.ts';

type Asks<Kind extends QuestionKind> = Questions[Kind]['asks'];

interface Asked<Kind extends QuestionKind> {
  /** The newest answer, with what was asked; null before the first. */
  answered: { asks: Asks<Kind>; answer: Questions[Kind]['answer'] } | null;
  /** How much of the next answer is there, 0 to 1; null while none is under way. */
  done: number | null;
  /** Why the newest question has no answer, a sentence, and what was asked. */
  failed: { asks: Asks<Kind>; reason: string } | null;
}

export interface Question<Kind extends QuestionKind> extends Asked<Kind> {
  /** Whether the network has changed since the answer. */
  isOld: boolean;
  /** Asks about the newest network, in place of what is under way. */
  ask(asks: Asks<Kind>): void;
}

/**
 * Asks a question that takes seconds: once when the component appears, if there is something to ask
 * first, then whenever it is told to. An answer stays until there is another one.
 */
export function useQuestion<Kind extends QuestionKind>(
  kind: Kind,
  first: Asks<Kind> | null,
): Question<Kind> {
  const store = usePlaygroundStore();
  const [state, setState] = useState<Asked<Kind> & { about: Playground['model'] }>({
    answered: null,
    done: null,
    failed: null,
    about: null,
  });
  const isOld = usePlayground(({ model }) => model?.parameters !== state.about?.parameters);
  const isReady = usePlayground(({ model }) => model !== null);
  const stop = useRef<AbortController | null>(null);

  async function ask(asks: Asks<Kind>): Promise<void> {
    stop.current?.abort();
    stop.current = new AbortController();
    const playground = store.getState();
    const onProgress = (done: number) => setState((old) => ({ ...old, done }));
    onProgress(0);
    try {
      const options = { signal: stop.current.signal, onProgress };
      const { answer, model: about } = await playground.ask(kind, asks, options);
      setState({ answered: { asks, answer }, done: null, failed: null, about });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setState((old) => ({ ...old, done: null, failed: { asks, reason } }));
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once, as soon as there is a network.
  useEffect(() => {
    if (isReady && first !== null && !state.answered) void ask(first);
  }, [isReady]);

  useEffect(() => () => stop.current?.abort(), []);

  const { answered, done, failed } = state;
  return {
    answered,
    done,
    failed,
    isOld: answered !== null && isOld,
    ask: (asks) => void ask(asks),
  };
}
