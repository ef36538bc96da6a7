/** What the page tells the service worker. */
export type OfflineMessage =
  /** Keep the data set's files that have come, without fetching them again. */
  | { type: 'keepData' }
  /** Take over from the version before: a student asked for it. */
  | { type: 'takeOver' };

/** The service worker's file, in the page's folder. */
export const WORKER_FILE = 'service-worker.js';
