import type { SavedDrawing } from '../files/drawing-schema.ts';
import type { KeptRun, RunRecord } from '../files/kept-run.ts';
import type { KeptChange } from '../files/kept-runs.ts';
import type { Checkpoint } from '../spec/checkpoint.ts';
import { experimentAt } from './file-actions.ts';
import { KeepingError } from './keeper-client.ts';
import { type KeepingProblem, notKeptNotice } from './keeping-problems.ts';
import type { PlaygroundStore } from './playground.ts';
import type { Playground } from './state.ts';

/** Milliseconds between two writes at least; and so many times what a write takes. */
const INTERVAL_MS = 5000;
const REST = 50;

/** The pad's drawings, which no playground knows. */
export interface Drawings {
  /** The same array as long as nothing changed. */
  current(): readonly SavedDrawing[];
  show(drawings: readonly SavedDrawing[]): void;
  /** Calls at every change. */
  subscribe(listener: () => void): void;
}

export interface KeeperParts {
  playground: PlaygroundStore;
  drawings: Drawings;
  /** Held by this page alone. */
  slot: string;
  /** What the slot has; null where it has nothing. */
  stored: KeptRun | null;
  /** Stores a change by way of a worker. Rejects with a KeepingError. */
  write(change: KeptChange): Promise<void>;
  /** Stores a change while the page ends. */
  writeLast(change: KeptChange): void;
  /** Asks before the student leaves the page, or no longer. */
  askBeforeLeaving(asks: boolean): void;
}

/** Milliseconds until the next write of a run that trains. */
export function delayBefore(sinceLast: number, lastTook: number): number {
  return Math.max(0, Math.max(INTERVAL_MS, REST * lastTook) - sinceLast);
}

/** What was kept, by identity. */
interface Kept {
  checkpoint: Checkpoint;
  spec: Playground['spec'];
  replaced: Playground['replaced'];
  drawings: readonly SavedDrawing[];
}

/**
 * Keeps a page's run as it goes: every few seconds, at once when training has stopped, and when the page is
 * hidden or ends.
 */
export class RunKeeper {
  private readonly parts: KeeperParts;
  private kept: Kept | null = null;
  /** The numbers of replaced runs, and which of them are stored. */
  private readonly numbers = new WeakMap<Checkpoint, number>();
  private stored: ReadonlySet<number>;
  private nextNumber: number;
  private turn: RunRecord['turn'];
  private savedAt: number;
  private hasStored: boolean;
  private lastEnd = performance.now();
  private lastTook = 0;
  private writing: Promise<boolean> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private problem: KeepingProblem | null = null;
  private readonly told = new Set<KeepingProblem>();

  constructor(parts: KeeperParts) {
    this.parts = parts;
    const { replaced = [], turn = 0, savedAt = 0 } = parts.stored ?? {};
    for (const { checkpoint, number } of replaced) this.numbers.set(checkpoint, number);
    const numbers = replaced.map(({ number }) => number);
    this.stored = new Set(numbers);
    this.nextNumber = Math.max(0, ...numbers) + 1;
    this.hasStored = parts.stored !== null;
    this.turn = turn;
    this.savedAt = savedAt;
    parts.playground.subscribe((now, before) => this.follow(now, before));
    parts.drawings.subscribe(() => this.schedule());
    this.schedule();
  }

  /** Stores the run as it stands; false where that is not possible. */
  async save(): Promise<boolean> {
    await this.writing;
    return this.now() ? this.write() : this.problem === null;
  }

  /** Stores what is not stored yet while the page ends, without waiting for a worker. */
  saveLast(): void {
    const now = this.now();
    if (now) this.parts.writeLast(this.changeTo(now));
  }

  private follow(now: Playground, before: Playground): void {
    if (now.timeline === before.timeline && now.spec === before.spec) {
      if (now.replaced === before.replaced && now.phase === before.phase) return;
    }
    this.schedule();
    this.guard();
  }

  /** What there is to keep; null where it is kept, or is nothing. */
  private now(): Kept | null {
    const { timeline, spec, replaced } = this.parts.playground.getState();
    const checkpoint = timeline.moments.at(-1)?.checkpoint;
    if (!checkpoint) return null;
    const drawings = this.parts.drawings.current();
    const { kept } = this;
    const isKept =
      kept?.checkpoint === checkpoint &&
      kept.spec === spec &&
      kept.replaced === replaced &&
      kept.drawings === drawings;
    if (isKept) return null;
    const isSomething = checkpoint.step > 0 || replaced.length > 0 || drawings.length > 0;
    return isSomething || this.hasStored ? { checkpoint, spec, replaced, drawings } : null;
  }

  private schedule(): void {
    if (this.writing) return;
    const now = this.now();
    if (!now) return;
    const { phase } = this.parts.playground.getState();
    const { kept } = this;
    // What moves while nothing trains is done with, but for the pen.
    const isSettled =
      phase !== 'training' && (kept === null || kept.drawings === now.drawings) && !this.problem;
    const delay = isSettled ? 0 : delayBefore(performance.now() - this.lastEnd, this.lastTook);
    clearTimeout(this.timer);
    // A hidden page's timers come late, while it still hears of its checkpoints.
    if (delay === 0 && phase === 'training') void this.write();
    else this.timer = setTimeout(() => void this.write(), delay);
  }

  /** Whether it succeeded. */
  private write(): Promise<boolean> {
    clearTimeout(this.timer);
    const now = this.now();
    if (!now) return Promise.resolve(true);
    const change = this.changeTo(now);
    const start = performance.now();
    const done = (problem: KeepingProblem | null) => {
      this.lastEnd = performance.now();
      this.lastTook = this.lastEnd - start;
      this.writing = null;
      if (problem === null) {
        this.kept = now;
        this.stored = new Set(change.record.replaced);
        this.hasStored = true;
      }
      this.tell(problem);
      this.schedule();
      return problem === null;
    };
    this.writing = this.parts.write(change).then(
      () => done(null),
      (error) => done(error instanceof KeepingError ? error.problem : 'refused'),
    );
    return this.writing;
  }

  private changeTo({ checkpoint, spec, replaced, drawings }: Kept): KeptChange {
    const { playground, slot } = this.parts;
    const { timeline, history } = playground.getState();
    const { optimizer } = timeline.moments.at(-1) ?? spec.training;
    const numbered = replaced.map((run) => ({ run, number: this.numberOf(run.checkpoint) }));
    const numbers = numbered.map(({ number }) => number);
    this.turn = this.turn === 0 ? 1 : 0;
    // A clock that was put back does not make the older record the newer one.
    this.savedAt = Math.max(Date.now(), this.savedAt + 1);
    return {
      record: {
        version: 1,
        slot,
        turn: this.turn,
        savedAt: this.savedAt,
        replaced: numbers,
        ...experimentAt({ checkpoint, optimizer }, { spec, history }, drawings),
      },
      added: numbered
        .filter(({ number }) => !this.stored.has(number))
        .map(({ run, number }) => ({
          version: 1,
          slot,
          number,
          spec: run.spec,
          checkpoint: run.checkpoint,
          history: run.history,
        })),
      dropped: [...this.stored].filter((number) => !numbers.includes(number)),
    };
  }

  private numberOf(checkpoint: Checkpoint): number {
    const number = this.numbers.get(checkpoint) ?? this.nextNumber++;
    this.numbers.set(checkpoint, number);
    return number;
  }

  /** Says once why the run is not kept. */
  private tell(problem: KeepingProblem | null): void {
    const { notify, dismissNotice } = this.parts.playground.getState();
    if (problem && !this.told.has(problem)) notify(notKeptNotice(problem));
    if (problem) this.told.add(problem);
    else if (this.problem) dismissNotice('storage');
    this.problem = problem;
    this.guard();
  }

  private guard(): void {
    const { checkpoint = null } = this.parts.playground.getState().timeline.moments.at(-1) ?? {};
    this.parts.askBeforeLeaving(
      this.problem !== null && checkpoint !== null && checkpoint.step > 0,
    );
  }
}
