import type { WorkerLike } from './trainer-client.ts';

/** Starts each of the workers. */
export interface Workers {
  trainer(): WorkerLike;
  viewer(): WorkerLike;
  analyst(): WorkerLike;
}
