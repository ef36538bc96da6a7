import { useEffect, useState } from 'react';
import { usePlaygroundStore } from '../playground.ts';

/**
 * The pictures of codes, decoded by the newest network; those before until they are there.
 * @param codes n × code size values, the same array while nothing changes; null for no pictures
 * @returns n × 784 values
 */
export function useDecoded(codes: Float32Array<ArrayBuffer> | null): Float32Array | null {
  const store = usePlaygroundStore();
  const [pictures, setPictures] = useState<Float32Array | null>(null);
  useEffect(() => {
    if (!codes) {
      setPictures(null);
      return;
    }
    const stop = new AbortController();
    store
      .getState()
      .ask('decode', { codes }, stop.signal)
      .then(
        (answer) => setPictures(answer.pictures),
        // The map's own question fails for the same reason, and says so.
        () => setPictures(null),
      );
    return () => stop.abort();
  }, [store, codes]);
  return pictures;
}

/** The first test images, `count` × 784 bytes; null until they are there. */
export function useTestPixels(count: number): Uint8Array | null {
  const store = usePlaygroundStore();
  const [pixels, setPixels] = useState<Uint8Array | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    store
      .getState()
      .ask('testPixels', { count }, stop.signal)
      .then(
        (answer) => setPixels(answer.pixels),
        () => setPixels(null),
      );
    return () => stop.abort();
  }, [store, count]);
  return pixels;
}
