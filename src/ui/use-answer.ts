import { useEffect, useState } from 'react';
import type { StoreApi } from 'zustand';
import type { Playground, QuestionKind, Questions } from '../store/state.ts';
import { usePlayground, usePlaygroundStore } from './playground.ts';

export interface Answered<Kind extends QuestionKind> {
  /** The newest one; null before the first. */
  answer: Questions[Kind]['answer'] | null;
  /** The step of training that it is about. */
  step: number;
  /** Why there is none, a sentence. */
  failure: string | null;
}

interface Rest {
  /** Milliseconds between an answer and the next question, at least. */
  least: number;
  /** And as many times what the answer took: it shares the processor with training. */
  times: number;
}

const NOTHING = { answer: null, step: 0, failure: null };

/**
 * Asks a question about the newest network, and again when that has changed, for as long as the
 * component is there.
 */
export function useAnswer<Kind extends QuestionKind>(
  kind: Kind,
  asks: Questions[Kind]['asks'],
  { least, times }: Rest,
): Answered<Kind> {
  const store = usePlaygroundStore();
  const network = usePlayground(({ spec }) => spec.network);
  const [answered, setAnswered] = useState<Answered<Kind> & { key: string; about: unknown }>({
    ...NOTHING,
    key: '',
    about: null,
  });
  const key = JSON.stringify(asks);

  useEffect(() => {
    const stop = new AbortController();
    void follow();
    return () => stop.abort();

    async function follow(): Promise<void> {
      let asked: Playground | null = null;
      // The first answer waits for worker and images too: what it took says nothing.
      for (let isFirst = true; ; isFirst = false) {
        asked = await changed(store, asked, stop.signal);
        const about = { key, about: network, step: 0 };
        let begun: number | null = null;
        const begin = () => {
          begun ??= performance.now();
        };
        try {
          const options = { signal: stop.signal, onProgress: begin };
          const { answer, model } = await asked.ask(kind, JSON.parse(key), options);
          setAnswered({ ...about, step: model.step, answer, failure: null });
        } catch (error) {
          const failure = error instanceof Error ? error.message : String(error);
          setAnswered({ ...about, answer: null, failure });
        }
        const now = performance.now();
        const took = isFirst ? 0 : now - (begun ?? now);
        await passed(Math.max(least, times * took));
      }
    }
  }, [store, kind, key, network, least, times]);

  const isOfNow = answered.key === key && answered.about === network;
  return isOfNow ? answered : NOTHING;
}

/** Resolves when parameters or experiment differ from those of `before`; never once aborted. */
function changed(
  store: StoreApi<Playground>,
  before: Playground | null,
  signal: AbortSignal,
): Promise<Playground> {
  return new Promise((resolve) => {
    const look = (now: Playground) => {
      if (!now.model || now.model === before?.model) return;
      unsubscribe();
      resolve(now);
    };
    const unsubscribe = store.subscribe(look);
    signal.addEventListener('abort', unsubscribe);
    if (signal.aborted) unsubscribe();
    else look(store.getState());
  });
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
