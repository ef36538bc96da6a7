import type { FileReply, FileRequestKind, FileRequests } from '../files/requests.ts';

/**
 * Has files read or written in a worker of their own, which ends with the answer: the page never waits
 * for a large file, and what a hostile one may take ends, too. Rejects with a sentence for the student.
 */
export function askForFile<Kind extends FileRequestKind>(
  kind: Kind,
  asks: FileRequests[Kind]['asks'],
): Promise<FileRequests[Kind]['answer']> {
  const worker = new Worker(new URL('../files/files-worker.ts', import.meta.url), {
    type: 'module',
  });
  const answer = new Promise<FileRequests[Kind]['answer']>((resolve, reject) => {
    worker.onmessage = ({ data: { answer, problem } }: MessageEvent<FileReply>) => {
      if (problem !== null) reject(new Error(problem));
      // The answer to this request is of its kind.
      else resolve(answer as FileRequests[Kind]['answer']);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error('The file could not be read or written in this browser; try again.'));
    };
    worker.postMessage({ kind, asks });
  });
  return answer.finally(() => worker.terminate());
}
