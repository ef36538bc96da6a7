import { newNotices } from '../store/notices.ts';
import type { PlaygroundStore } from '../store/playground.ts';
import type { Playground } from '../store/state.ts';
import type { Connection } from './connection.ts';
import { embedState } from './embed-state.ts';

/** Milliseconds between two `metrics`, and between two `drawing`s, at least. */
const METRICS_INTERVAL = 250;
const DRAWING_INTERVAL = 100;

/** Tells the host of every change it may react to. */
export function tellHost(connection: Connection, playground: PlaygroundStore): void {
  const metrics = throttled(METRICS_INTERVAL, ({ progress }) => {
    const { step, epoch, loss, validation, imagesPerSecond } = progress;
    const detail = { step, epoch, loss, validationLoss: validation, imagesPerSecond };
    connection.tell('metrics', detail);
  });
  const drawing = throttled(DRAWING_INTERVAL, ({ picture }) =>
    connection.tell('drawing', { pixels: Float32Array.from(picture) }),
  );
  let isReady = false;
  // One after the other: a state is told when its link has been packed.
  let told = Promise.resolve();
  const tellState = (now: Playground) => {
    told = told.then(async () => {
      const state = await embedState(now);
      if (!isReady && state.phase !== 'loading') {
        isReady = true;
        connection.tell('ready', state);
      }
      connection.tell('state', state);
    });
  };

  playground.subscribe((now, before) => {
    if (now.progress !== before.progress && now.phase === 'training') metrics(now);
    // A run that is brought back has completed its epochs before: it is built anew first.
    if (now.model && now.progress.epoch > before.progress.epoch) {
      const { epoch, loss, validation } = now.progress;
      connection.tell('epoch', { epoch, loss, validationLoss: validation });
    }
    if (now.picture !== before.picture && now.source.kind === 'drawing') drawing(now);
    for (const { tone, text } of newNotices(now.notices, before.notices)) {
      if (tone === 'error') connection.tell('error', { message: text });
    }
    const isOther =
      now.phase !== before.phase || now.asleep !== before.asleep || now.spec !== before.spec;
    if (isOther) tellState(now);
  });

  /** Calls no oftener than this, and with the newest state in the end. */
  function throttled(interval: number, call: (now: Playground) => void): (now: Playground) => void {
    let isWaiting = false;
    let isLate = false;
    return function run(now) {
      if (isWaiting) {
        isLate = true;
        return;
      }
      isWaiting = true;
      call(now);
      setTimeout(() => {
        isWaiting = false;
        if (isLate) run(playground.getState());
        isLate = false;
      }, interval);
    };
  }
}
