import type { FileReply, FileRequest, FileRequestKind, FileRequests } from '../files/requests.ts';
import { FILES_LOST, FILES_NOT_STARTED } from './sentences.ts';
import { SupervisedWorker, type WorkerLike } from './supervised-worker.ts';

/**
 * Has files read or written in a worker of their own, which ends with the answer: the page never waits
 * for a large file, and what a hostile one may take ends, too. Rejects with a sentence for the student.
 *
 * @param start starts the worker; tests hand in their own
 */
export function askForFile<Kind extends FileRequestKind>(
  kind: Kind,
  asks: FileRequests[Kind]['asks'],
  start: () => WorkerLike = startFilesWorker,
): Promise<FileRequests[Kind]['answer']> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      worker.stop();
      settle();
    };
    const worker = new SupervisedWorker<FileRequest, FileReply>({
      start,
      onEvent: ({ answer, problem }) =>
        end(() => {
          if (problem !== null) reject(new Error(problem));
          // The answer to this request is of its kind.
          else resolve(answer as FileRequests[Kind]['answer']);
        }),
      brief: (loss) => {
        // What took one worker along would take the next one, too.
        if (loss && loss.kind !== 'notStarted') end(() => reject(new Error(FILES_LOST)));
        else worker.send({ kind, asks } as FileRequest);
      },
      onGivenUp: () => reject(new Error(FILES_NOT_STARTED)),
    });
    worker.start();
  });
}

function startFilesWorker(): Worker {
  return new Worker(new URL('../files/files-worker.ts', import.meta.url), { type: 'module' });
}
