/** The database of kept runs, one of its own: pages of earlier versions know nothing of it. */
export const KEPT_DATABASE = 'autoencoder-playground-runs';
