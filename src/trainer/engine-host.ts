import { createEngine, probeBackends, rankBackends } from '../engine/choose.ts';
import type { Batches, Engine, TrainingWatch } from '../engine/engine.ts';
import type { Program } from '../engine/program.ts';
import type { Heart } from '../protocol/heart.ts';
import type { TrainerEvent } from '../protocol/trainer.ts';
import type { BackendChoice, BackendKind, BackendStatus } from '../spec/backends.ts';
import type { Run } from './run.ts';

/** A backend that was lost is tried again unless it was lost within this many milliseconds before. */
const FORGIVEN_AFTER = 60_000;

/** Keeps the engine that the run is loaded into, and finds the next one when it is lost. */
export class EngineHost {
  private readonly post: (event: TrainerEvent) => void;
  private readonly heart: Heart;
  private choice: BackendChoice = 'auto';
  private statuses: BackendStatus[] = [];
  private probing: Promise<void> = Promise.resolve();
  private engine: Engine | null = null;
  /** Whether the engine was made to come to the same bits as on every machine. */
  private isReproducible = false;
  /** The backend that is being started or measured, to be named if that fails. */
  private starting: BackendKind | null = null;
  /** What the engine has loaded. */
  private loaded: { run: Run; program: Program } | null = null;
  /** Batch sizes that the engine has trained since it loaded. */
  private readonly warmSizes = new Set<number>();
  /** Fastest first, once measured for networks like `rankedFor`. */
  private ranking: BackendKind[] = [];
  private rankedFor = '';
  private readonly lostAt = new Map<BackendKind, number>();

  constructor(post: (event: TrainerEvent) => void, heart: Heart) {
    this.post = post;
    this.heart = heart;
  }

  /** Begins to find out what this machine has. */
  probe(): void {
    this.probing = probeBackends().then((statuses) => {
      this.statuses = statuses;
      this.report();
    });
  }

  /** The engine with the run loaded, started when need be. */
  async engineFor(run: Run, images: Uint8Array): Promise<Engine> {
    const { engine, loaded } = this;
    if (engine && loaded?.run === run && loaded.program === run.program) return engine;
    return this.heart.patiently(async () => {
      const { reproducible } = run.training;
      const kind = reproducible ? 'simd' : await this.chosenKind(run, images);
      this.starting = kind;
      if (this.engine?.kind !== kind || this.isReproducible !== reproducible) {
        this.drop();
        this.engine = await createEngine(kind, { reproducible });
        this.isReproducible = reproducible;
      }
      this.loaded = null;
      await this.engine.load(run.program, run.state, images);
      this.starting = null;
      this.loaded = { run, program: run.program };
      this.warmSizes.clear();
      run.restartMeter();
      this.report();
      return this.engine;
    });
  }

  /** Trains on the loaded run; a batch size that is new to the engine may compile shaders first. */
  async train(
    engine: Engine,
    batches: Batches,
    learningRate: number,
    watch: TrainingWatch,
  ): Promise<Float32Array> {
    const train = () => engine.train(batches, learningRate, watch);
    if (this.warmSizes.has(batches.batchSize)) return train();
    const losses = await this.heart.patiently(train);
    this.warmSizes.add(batches.batchSize);
    return losses;
  }

  /** Copies the state out of the engine that trains this run, if one does. */
  async keepState(run: Run): Promise<void> {
    if (this.engine && this.loaded?.run === run) run.keep(await this.engine.state());
  }

  /** Takes another choice of backend; the state must have been kept before. */
  choose(choice: BackendChoice): void {
    if (choice === this.choice) return;
    this.choice = choice;
    this.lostAt.clear();
    this.drop();
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
    const again = now - (this.lostAt.get(kind) ?? Number.NEGATIVE_INFINITY) > FORGIVEN_AFTER;
    this.lostAt.set(kind, now);
    this.drop();
    this.probe();
    await this.probing;
    const isUsable = (other: BackendKind) =>
      this.statuses.some((status) => status.kind === other && status.available);
    if (training.reproducible) return again && isUsable(kind) ? kind : null;
    const rest = [...this.ranking, ...this.statuses.map((status) => status.kind)].filter(
      (other) =>
        isUsable(other) &&
        now - (this.lostAt.get(other) ?? Number.NEGATIVE_INFINITY) > FORGIVEN_AFTER,
    );
    const next = again && isUsable(kind) ? kind : (rest[0] ?? null);
    if (next) this.ranking = [next, ...this.ranking.filter((other) => other !== next)];
    if (next && this.choice !== 'auto') this.choice = next;
    return next;
  }

  /** The backend in use, or being started; null before the first. */
  get kind(): BackendKind | null {
    const kind = this.engine?.kind ?? this.starting;
    return kind === 'reference' ? null : kind;
  }

  private async chosenKind(run: Run, images: Uint8Array): Promise<BackendKind> {
    if (this.choice !== 'auto') return this.choice;
    await this.probing;
    const likeness = likenessOf(run.program);
    if (this.ranking.length === 0 || this.rankedFor !== likeness) {
      this.drop();
      const onStart = (backend: BackendKind) => {
        this.starting = backend;
        this.post({ type: 'measuring', backend });
      };
      this.statuses = await rankBackends(this.statuses, run.program, run.state, images, onStart);
      this.post({ type: 'measuring', backend: null });
      this.ranking = this.statuses
        .filter(({ available }) => available)
        .toSorted((a, b) => (b.imagesPerSecond ?? 0) - (a.imagesPerSecond ?? 0))
        .map(({ kind }) => kind);
      this.rankedFor = likeness;
    }
    return this.ranking[0] ?? 'cpu';
  }

  private drop(): void {
    this.engine?.unload();
    this.engine = null;
    this.loaded = null;
  }

  private report(): void {
    const device = this.engine?.device ?? null;
    this.post({ type: 'backends', statuses: this.statuses, active: this.kind, device });
  }
}

/** Networks of one likeness are taken to have the same fastest backend: convolutions, rough size. */
function likenessOf({ forward, parameterCount }: Program): string {
  const convolves = forward.some(({ op }) => op === 'conv2d' || op === 'conv2dTranspose');
  return `${convolves ? 'convolutional' : 'dense'} ${Math.round(Math.log10(parameterCount))}`;
}
