import { type Engines, engines as ourEngines } from '../engine/choose.ts';
import type { Batches, Engine, TrainingWatch } from '../engine/engine.ts';
import type { Program } from '../engine/program.ts';
import type { Heart } from '../protocol/heart.ts';
import type { TrainerEvent } from '../protocol/trainer.ts';
import type { BackendChoice, BackendKind } from '../spec/backends.ts';
import type { Training } from '../spec/spec.ts';
import type { Run } from './run.ts';

/** A backend that was lost is tried again unless it was lost within this many milliseconds before. */
const FORGIVEN_AFTER = 60_000;

/** An engine that was asked for. */
interface Opening {
  kind: BackendKind;
  reproducible: boolean;
  engine: Promise<Engine>;
}

/** A faster engine for a run, which is made ready while another one trains. */
interface Move {
  run: Run;
  kind: BackendKind;
  /** Null until it is ready. */
  engine: Engine | null;
}

/** Keeps the engine that the run is loaded into, and finds the next one when it is lost. */
export class EngineHost {
  private readonly post: (event: TrainerEvent) => void;
  private readonly heart: Heart;
  private readonly engines: Engines;
  private choice: BackendChoice = 'auto';
  /** Where `auto` trains. */
  private automatic: BackendKind;
  private opening: Opening | null = null;
  /** The engine of `opening`, once it is there. */
  private engine: Engine | null = null;
  /** The backend that is being started, to be named if that fails. */
  private starting: BackendKind | null = null;
  /** What the engine has loaded. */
  private loaded: { run: Run; program: Program } | null = null;
  /** The engine's name when it was last reported: it changes when threads join. */
  private device: string | null = null;
  /** Batch sizes that the engine has trained since it loaded. */
  private readonly warmSizes = new Set<number>();
  private move: Move | null = null;
  private readonly lostAt = new Map<BackendKind, number>();

  constructor(post: (event: TrainerEvent) => void, heart: Heart, engines: Engines = ourEngines) {
    this.post = post;
    this.heart = heart;
    this.engines = engines;
    this.automatic = engines.first();
  }

  /**
   * Begins to load the kernels that an experiment will train on, so that they are there when it is
   * built. TensorFlow.js is not: it is large, and loaded only when something trains on it.
   * @param onThere told when they are there
   */
  anticipate(choice: BackendChoice, reproducible: boolean, onThere: () => void): void {
    const kind = this.kindFor(choice, reproducible);
    if (kind !== 'simd' || this.opening) return;
    // A failure is told when training meets it again.
    this.open(kind, reproducible).then(onThere, () => {});
  }

  /**
   * Drops an engine that a run with these settings does not train on, and begins to load its kernels;
   * the state must have been kept before.
   * @param onThere told when they are there
   */
  suit(training: Training, onThere: () => void): void {
    if (!this.opening || this.isSuited(this.opening, training)) return;
    this.drop();
    this.report();
    this.anticipate(this.choice, training.reproducible, onThere);
  }

  /** Whether the engine for a run is there, and can make ready for it. */
  canPrepare({ training }: Run): boolean {
    const { engine, opening } = this;
    return engine?.prepare !== undefined && opening !== null && this.isSuited(opening, training);
  }

  /**
   * Loads the run and makes ready for its next batch, so that training can start at once. What fails
   * here fails again, and is told, when training is asked for.
   */
  async prepare(run: Run, images: Uint8Array): Promise<void> {
    const { engine } = this;
    try {
      if (!engine?.prepare) return;
      if (!this.isLoaded(run)) await this.load(engine, run, images);
      engine.prepare(run.prepareBatch());
    } catch {
      this.forget();
    }
  }

  /** The engine with the run loaded, started when need be. */
  async engineFor(run: Run, images: Uint8Array): Promise<Engine> {
    if (this.engine && this.isLoaded(run)) return this.engine;
    return this.heart.patiently(async () => {
      const { reproducible } = run.training;
      const kind = this.kindFor(this.choice, reproducible);
      const opening = this.open(kind, reproducible);
      this.starting = kind;
      const engine = await opening;
      await this.load(engine, run, images);
      this.starting = null;
      return engine;
    });
  }

  /** Trains on the loaded run; a batch size that is new to the engine may compile shaders first. */
  async train(
    engine: Engine,
    batches: Batches,
    learningRate: number,
    watch?: TrainingWatch,
  ): Promise<Float32Array> {
    const train = () => engine.train(batches, learningRate, watch);
    const isWarm = this.warmSizes.has(batches.batchSize);
    const losses = isWarm ? await train() : await this.heart.patiently(train);
    this.warmSizes.add(batches.batchSize);
    if (engine.device !== this.device) this.report();
    return losses;
  }

  /** Copies the state out of the engine that trains this run, if one does. */
  async keepState(run: Run): Promise<void> {
    if (this.engine && this.loaded?.run === run) run.keep(await this.engine.state());
  }

  /** Takes another choice of backend; the state must have been kept before. */
  choose(choice: BackendChoice): void {
    this.giveUpMove();
    if (choice === this.choice) return;
    this.choice = choice;
    this.lostAt.clear();
    this.drop();
    this.report();
  }

  /** Another run takes the place of the one before: it starts where every run does. */
  startOver(): void {
    const first = this.engines.first();
    if (!this.isLost(first, Date.now())) this.automatic = first;
    this.forget();
  }

  /** The engine's copy of the run is not wanted any more: the run's checkpoint is loaded next. */
  forget(): void {
    this.loaded = null;
  }

  /**
   * The engine failed. Drops it and says which backend goes on: the same once more, or, if it was
   * lost a moment ago, the next; null when none is left, or none other comes to the same bits.
   */
  async failed(kind: BackendKind, { training }: Run): Promise<BackendKind | null> {
    const now = Date.now();
    const again = !this.isLost(kind, now);
    this.lostAt.set(kind, now);
    this.drop();
    this.giveUpMove();
    const statuses = await this.engines.probe();
    this.post({ type: 'backends', statuses });
    const usable = statuses.filter(({ available }) => available);
    const isUsable = usable.some((status) => status.kind === kind);
    if (training.reproducible) return again && isUsable ? kind : null;
    const rest = usable.filter((other) => !this.isLost(other.kind, now));
    // Software in a graphics processor's place compiles shaders for seconds: it comes last.
    const [first] = [...rest.filter(({ software }) => !software), ...rest];
    const next = again && isUsable ? kind : (first?.kind ?? null);
    if (next && this.choice === 'auto') this.automatic = next;
    else if (next) this.choice = next;
    return next;
  }

  /**
   * Makes another engine ready for a run, beside the one that trains it; `canMove` says when it is. One
   * that fails is not heard of again: the run goes on where it is.
   */
  prepareMove(kind: BackendKind, run: Run, images: Uint8Array): void {
    const isElsewhere = this.choice !== 'auto' || run.training.reproducible;
    if (isElsewhere || this.engine?.kind === kind || this.isLost(kind, Date.now())) return;
    this.giveUpMove();
    const move: Move = { run, kind, engine: null };
    this.move = move;
    const { program, state, training } = run;
    const batch = run.prepareBatch();
    const prepare = async () => {
      const engine = await this.engines.create(kind, {});
      await engine.load(program, state, images);
      await engine.train(batch, training.learningRate); // shaders are compiled; the state is not kept
      if (this.move === move) move.engine = engine;
      else engine.unload();
    };
    this.heart.patiently(prepare).catch(() => {
      if (this.move === move) this.move = null;
    });
  }

  /** Whether a faster engine is ready for the run. */
  canMove(run: Run): boolean {
    return this.move?.run === run && this.move.engine !== null && !run.training.reproducible;
  }

  /** Goes on with the engine that is ready; the state must have been kept before. */
  moveOn(): void {
    const { move } = this;
    if (!move?.engine) return;
    this.move = null;
    const { kind, engine } = move;
    this.drop();
    this.automatic = kind;
    this.opening = { kind, reproducible: false, engine: Promise.resolve(engine) };
    this.engine = engine;
  }

  /** The backend in use, or being started; null before the first. */
  get kind(): BackendKind | null {
    const kind = this.engine?.kind ?? this.starting;
    return kind === 'reference' ? null : kind;
  }

  private isLost(kind: BackendKind, now: number): boolean {
    return now - (this.lostAt.get(kind) ?? Number.NEGATIVE_INFINITY) <= FORGIVEN_AFTER;
  }

  private kindFor(choice: BackendChoice, reproducible: boolean): BackendKind {
    if (reproducible) return 'simd';
    return choice === 'auto' ? this.automatic : choice;
  }

  private isSuited({ kind, reproducible }: Opening, training: Training): boolean {
    return (
      kind === this.kindFor(this.choice, training.reproducible) &&
      reproducible === training.reproducible
    );
  }

  private isLoaded(run: Run): boolean {
    return this.loaded?.run === run && this.loaded.program === run.program;
  }

  /** The engine of that kind, which takes the place of another one. */
  private open(kind: BackendKind, reproducible: boolean): Promise<Engine> {
    const { opening } = this;
    if (opening?.kind === kind && opening.reproducible === reproducible) return opening.engine;
    this.drop();
    const next = { kind, reproducible, engine: this.engines.create(kind, { reproducible }) };
    this.opening = next;
    next.engine.then(
      (engine) => {
        if (this.opening === next) this.engine = engine;
      },
      () => {
        if (this.opening === next) this.opening = null;
      },
    );
    return next.engine;
  }

  private async load(engine: Engine, run: Run, images: Uint8Array): Promise<void> {
    this.loaded = null;
    const { program } = run;
    await engine.load(program, run.state, images);
    this.loaded = { run, program };
    this.warmSizes.clear();
    run.restartMeter();
    this.report();
  }

  private giveUpMove(): void {
    this.move?.engine?.unload();
    this.move = null;
  }

  private drop(): void {
    this.engine?.unload();
    this.engine = null;
    this.opening = null;
    this.starting = null;
    this.loaded = null;
  }

  private report(): void {
    const device = this.engine?.device ?? null;
    this.device = device;
    this.post({ type: 'engine', active: this.kind, device });
  }
}
