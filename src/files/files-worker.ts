import { Heart } from '../protocol/heart.ts';
import { FileError } from './file-error.ts';
import { contentsOf, open } from './open.ts';
import type { FileReply, FileRequest } from './requests.ts';
import { writers } from './write.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Milliseconds that reading or writing one file may block the thread, on a slow machine. */
const WORKING_GRACE = 30_000;

const heart = new Heart((beat) => self.postMessage(beat));
self.onmessage = ({ data }: MessageEvent<FileRequest>) => {
  const working = heart.patiently(() => reply(data), WORKING_GRACE);
  working.then(
    (answered) => self.postMessage(answered),
    // Thrown outside of the promise, so that the page's `onerror` hears of it.
    (error) =>
      setTimeout(() => {
        throw error;
      }),
  );
};

async function reply(request: FileRequest): Promise<FileReply> {
  try {
    return { answer: await answer(request), problem: null };
  } catch (error) {
    // Whatever else is thrown is not the file's fault.
    if (!(error instanceof FileError)) throw error;
    return { answer: null, problem: error.message };
  }
}

async function answer({ kind, asks }: FileRequest) {
  switch (kind) {
    case 'write':
      return writers[asks.format](asks.experiment);
    case 'open':
      return open(await contentsOf(asks.files), asks.network);
  }
}
