import type { WorkerLike } from './supervised-worker.ts';

/** Starts each of the workers. */
export interface Workers {
  trainer(): WorkerLike;
  viewer(): WorkerLike;
  analyst(): WorkerLike;
  prober(): WorkerLike;
}
