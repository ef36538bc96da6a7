import { useMemo, useState } from 'react';
import { type CodePlane, codesBetween } from '../../spec/code-plane.ts';
import type { Model, Playground } from '../../store/state.ts';
import { usePlayground } from '../playground.ts';
import { useAnswerAbout } from '../use-question.ts';
import { useThrottled } from '../use-throttled.ts';
import { type Cells, cellsOf, codesOfCells, type Grid } from './grid.ts';
import type { LatentMap, MapAnswer } from './use-latent-map.ts';

/** Pictures of a walk, both ends included. */
export const WALK = 9;
/** Milliseconds between two questions about the student's own picture. */
const INTERVAL = 50;

/** What the student has chosen on the map. */
export interface Chosen {
  /** The row of the digit that is pointed at. */
  pointed: number | null;
  /** Rows of the digits that were clicked, none to two. */
  ends: readonly number[];
  /** Whether places all over the map are to be decoded. */
  hasGrid: boolean;
}

/** The map and all that is made of its codes, by the network in one state. */
export interface Scene extends Chosen {
  map: LatentMap;
  grid: Grid | null;
  /** Pictures of 784 values: of the digit pointed at, on the way of the walk, of the code by hand. */
  rebuilt: Float32Array | null;
  walk: Float32Array | null;
  decoded: Float32Array | null;
  /** The code moved by hand, else that of the picture in the hourglass. */
  own: Float32Array | null;
}

type Codes = Float32Array<ArrayBuffer>;

interface Staged {
  scene: Scene | null;
  /** Why something on the map could not be computed. */
  failed: Failed | null;
}

interface Failed {
  reason: string;
  retry(): void;
}

/**
 * The scene of a map. A newer map is shown once everything on it has been computed by the network that it
 * is of: the scene before stays until then.
 */
export function useScene(map: LatentMap | null, chosen: Chosen): Staged {
  const { pointed, ends, hasGrid } = chosen;
  const model = map?.model ?? null;
  const answer = map?.answer ?? null;
  const codeByHand = usePlayground((playground) => playground.codeByHand);
  const byHand = codeByHand?.length === answer?.size ? codeByHand : null;
  const input = useThrottled(selectInput, INTERVAL);

  const cells = useMemo(() => (hasGrid && map ? cellsOf(map.extent) : null), [hasGrid, map]);
  const gridCodes = useMemo(() => codesOfGrid(answer?.plane, cells), [answer, cells]);
  const pointedCode = useMemo(
    () => (answer && pointed !== null ? codeOf(answer, pointed) : null),
    [answer, pointed],
  );
  const walkCodes = useMemo(() => answer && codesOfWalk(answer, ends), [answer, ends]);

  const grid = useDecoded(gridCodes, model);
  const rebuilt = useDecoded(pointedCode, model);
  const walk = useDecoded(walkCodes, model);
  const decoded = useDecoded(byHand, model);
  const own = useEncoded(byHand ? null : input, model);

  const drawnGrid = useMemo(
    () => (cells && grid.exact ? { cells, pictures: grid.exact } : null),
    [cells, grid.exact],
  );
  const newest: Scene | null = map && {
    ...chosen,
    map,
    grid: drawnGrid,
    rebuilt: rebuilt.exact,
    walk: walk.exact,
    decoded: decoded.newest,
    own: byHand ?? own.newest,
  };
  const parts = [grid, rebuilt, walk, decoded, own];
  const failures = parts.flatMap((part) => part.failed ?? []);
  const [failure] = failures;
  const failed = failure && {
    reason: failure.reason,
    retry: () => {
      for (const { retry } of failures) retry();
    },
  };
  const isWhole = parts.every(({ isThere }) => isThere);
  const [whole, setWhole] = useState<Scene | null>(null);
  if (isWhole && newest && !isSame(whole, newest)) setWhole(newest);
  const isBefore =
    !isWhole && newest && whole?.map !== map && whole?.map.model.run === newest.map.model.run;
  return { scene: isBefore ? whole : newest, failed: failed ?? null };
}

interface Computed {
  /** Null where nothing was asked, or the answer is to another question about this state. */
  exact: Float32Array | null;
  /** The newest answer about this state. */
  newest: Float32Array | null;
  /** Whether there is an answer about this state, or none to wait for. */
  isThere: boolean;
  failed: Failed | null;
}

const NOTHING: Computed = { exact: null, newest: null, isThere: true, failed: null };

/** Pictures of n codes, n × 784 values. */
function useDecoded(codes: Codes | null, model: Model | null): Computed {
  const asks = useMemo(() => codes && { codes }, [codes]);
  const { answered, failed, retry } = useAnswerAbout('decode', asks, model);
  if (!asks) return NOTHING;
  if (failed) return { ...NOTHING, failed: { reason: failed.reason, retry } };
  const newest = answered && answered.model === model ? answered.answer.pictures : null;
  const exact = answered?.asks === asks ? newest : null;
  return { exact, newest, isThere: newest !== null, failed: null };
}

/** The code of a picture. */
function useEncoded(pictures: Codes | null, model: Model | null): Computed {
  const asks = useMemo(() => pictures && { pictures }, [pictures]);
  const { answered, failed, retry } = useAnswerAbout('encode', asks, model);
  if (!asks) return NOTHING;
  if (failed) return { ...NOTHING, failed: { reason: failed.reason, retry } };
  const newest = answered && answered.model === model ? answered.answer.codes : null;
  const exact = answered?.asks === asks ? newest : null;
  return { exact, newest, isThere: newest !== null, failed: null };
}

function selectInput({ input }: Playground): Codes | null {
  return input;
}

function codeOf({ codes, size }: MapAnswer, row: number): Codes {
  return codes.slice(row * size, (row + 1) * size);
}

function codesOfWalk(map: MapAnswer, [from, to]: readonly number[]): Codes | null {
  if (from === undefined || to === undefined) return null;
  return codesBetween(codeOf(map, from), codeOf(map, to), WALK);
}

function codesOfGrid(plane: CodePlane | null | undefined, cells: Cells | null): Codes | null {
  return plane && cells ? codesOfCells(plane, cells) : null;
}

function isSame(a: Scene | null, b: Scene): boolean {
  return (
    a !== null && (Object.keys(b) as (keyof Scene)[]).every((key) => Object.is(a[key], b[key]))
  );
}
