import { useEffect, useState } from 'react';
import { usePlaygroundStore } from '../playground.ts';

/**
 * The pictures of codes, decoded by the newest network; null until they are there.
 * @param codes n × code size values, the same array while nothing changes; null for no pictures
 * @param subject what they are the codes of: while it stays, the pictures before stand in for new ones
 * @returns n × 784 values
 */
export function useDecoded(
  codes: Float32Array<ArrayBuffer> | null,
  subject: unknown,
): Float32Array | null {
  const store = usePlaygroundStore();
  const [shown, setShown] = useState<{ subject: unknown; pictures: Float32Array } | null>(null);
  useEffect(() => {
    if (!codes) return;
    const stop = new AbortController();
    store
      .getState()
      .ask('decode', { codes }, { signal: stop.signal })
      .then(
        ({ answer }) => setShown({ subject, pictures: answer.pictures }),
        // The map's own question fails for the same reason, and says so.
        () => setShown(null),
      );
    return () => stop.abort();
  }, [store, codes, subject]);
  return codes && shown && shown.subject === subject ? shown.pictures : null;
}

/** The first test images, `count` × 784 bytes; null until they are there. */
export function useTestPixels(count: number): Uint8Array | null {
  const store = usePlaygroundStore();
  const [pixels, setPixels] = useState<Uint8Array | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    store
      .getState()
      .ask('testPixels', { count }, { signal: stop.signal })
      .then(
        ({ answer }) => setPixels(answer.pixels),
        () => setPixels(null),
      );
    return () => stop.abort();
  }, [store, count]);
  return pixels;
}
