import { loadMnist } from '../../src/data/mnist.ts';
import type { Dataset } from '../../src/data/picture-set.ts';

/** All of MNIST, from beside the page. Rejects with the reason where a file does not arrive. */
export function loadAll(): Promise<Dataset> {
  return new Promise((resolve, reject) => {
    const loader = loadMnist({
      baseUrl: new URL('/', location.href).href,
      images: 60_000,
      onProgress({ failures, bytesWanted, bytesArrived }) {
        const [failure] = failures;
        if (failure) reject(new Error(failure.sentence));
        else if (bytesWanted > 0 && bytesArrived === bytesWanted) resolve(loader.dataset);
      },
    });
  });
}
