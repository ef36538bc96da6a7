import { useCallback, useState } from 'react';
import { type Shown, useNewestAnswer } from '../use-question.ts';
import { type Extent, extentOf, steadyExtent } from './viewport.ts';

/** Test digits on the map. */
export const SHOWN = 2000;

/** The analyst takes a processor that training may need. */
const REST = { least: 400, times: 3 };

export type MapMethod = 'pca' | 'umap';
export type MapAnswer = Shown<'latentMap'>['answer'];

/** A map with the state of the network that it is of. */
export interface LatentMap extends Shown<'latentMap'> {
  /** The stretch of the plane that is shown. */
  extent: Extent;
}

/** What of the map is there. */
interface MapState {
  map: LatentMap | null;
  /** How much of the first map is done, 0 to 1. */
  done: number;
  /** Why there is no map, a sentence. */
  failed: string | null;
  retry(): void;
}

/** The map of the newest network, which stays turned and framed as the one before. */
export function useLatentMap(method: MapMethod): MapState {
  const asksAfter = useCallback(
    (before: Shown<'latentMap'> | null) => {
      return { count: SHOWN, method, before: before?.answer.points ?? null };
    },
    [method],
  );
  const { answered, done, failed, retry } = useNewestAnswer('latentMap', asksAfter, REST);
  const [map, setMap] = useState<LatentMap | null>(null);
  if (answered && answered.answer !== map?.answer) {
    const isFollowing = map?.model.run === answered.model.run && map.asks.method === method;
    const now = extentOf(answered.answer.points);
    const extent = steadyExtent(isFollowing ? map.extent : null, now);
    setMap({ ...answered, extent });
  }
  const isOfNow = answered !== null && answered.answer === map?.answer;
  return { map: isOfNow ? map : null, done: done ?? 0, failed: failed?.reason ?? null, retry };
}
