import { FileError } from './file-error.ts';
import { contentsOf, open } from './open.ts';
import type { FileReply, FileRequest } from './requests.ts';
import { writers } from './write.ts';

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = async ({ data }: MessageEvent<FileRequest>) => {
  self.postMessage(await reply(data));
};

async function reply(request: FileRequest): Promise<FileReply> {
  try {
    return { answer: await answer(request), problem: null };
  } catch (error) {
    // Whatever else is thrown is our mistake, not the file's: the page is told so.
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
