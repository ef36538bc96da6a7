import { meanImageLoss } from '../analysis/mean-image.ts';
import { maskOf } from '../data/corruption.ts';
import type { Dataset } from '../data/picture-set.ts';
import type { Batches, ModelState } from '../engine/engine.ts';
import { initialState } from '../engine/initial-state.ts';
import { lower } from '../engine/lowering/lower.ts';
import type { Program } from '../engine/program.ts';
import type { Checkpoint, LossPoint, Progress } from '../protocol/trainer.ts';
import { withFreshOptimizer } from '../spec/checkpoint.ts';
import { type LayerSummary, summarize } from '../spec/network.ts';
import { activePenalties, isSparse } from '../spec/penalties.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Spec, Training } from '../spec/spec.ts';
import { stageAt } from '../spec/stages.ts';
import { targetsMask } from '../spec/tasks.ts';
import { BatchSource } from './batch-source.ts';
import { DivergenceWatch } from './divergence.ts';
import { LossLog } from './loss-log.ts';
import { Meter } from './meter.ts';
import { penaltyWeights } from './penalty-weights.ts';
import { Validation, type Verdict } from './validation.ts';

/** Images that the mean image is taken of: those of the first pack. */
const SAMPLE = 2048;

interface Known {
  log: LossLog;
  validation: (Verdict & { images: number }) | null;
}

const NOTHING_KNOWN: Known = { log: new LossLog(), validation: null };

/** One network in training: its program, its place in the data, its counters. Knows no engine. */
export class Run {
  readonly id: number;
  program: Program;
  /** The state to load into an engine; behind the engine's own while that one trains. */
  checkpoint: Checkpoint;
  /** The newest checkpoint that sound losses have followed: a loss is known only a step later. */
  private proven: Checkpoint;
  step: number;
  newestLoss = Number.NaN;
  private validation: Known['validation'] = null;
  /** What of the settings the newest pass over validation images depends on. */
  private validatedBy = '';
  private spec: Spec;
  private readonly dataset: Dataset;
  private source: BatchSource;
  private watch: DivergenceWatch;
  private readonly meter: Meter;
  private readonly rows: readonly LayerSummary[];
  /** Of training layer by layer; null while the whole network trains. */
  private stage: number | null;
  private log = new LossLog();
  /** What was known of the losses when the checkpoint was kept. */
  private known: Known = NOTHING_KNOWN;

  constructor(id: number, spec: Spec, checkpoint: Checkpoint | null, dataset: Dataset) {
    this.id = id;
    this.spec = spec;
    this.dataset = dataset;
    this.rows = summarize(spec.network).layers;
    this.stage = this.stageOf(spec.training, checkpoint?.epoch ?? 0);
    this.program = lower(spec, this.stage);
    this.checkpoint = checkpoint ?? firstCheckpoint(this.program, spec);
    this.proven = this.checkpoint;
    this.step = this.checkpoint.step;
    this.source = new BatchSource(dataset, spec.training, spec.seed, this.checkpoint);
    this.watch = this.newWatch();
    this.meter = new Meter(this.checkpoint.elapsed);
  }

  get training(): Training {
    return this.spec.training;
  }

  get seed(): number {
    return this.spec.seed;
  }

  get pools() {
    return this.source.pools;
  }

  /** Whether every image of an epoch and of its validation is here. */
  get hasAllImages(): boolean {
    return this.source.isComplete;
  }

  get epoch(): number {
    return this.source.epoch;
  }

  /** Whether the running epoch has not begun: true after the last batch of one, too. */
  get isBetweenEpochs(): boolean {
    return this.source.position === 0;
  }

  get isFinished(): boolean {
    return this.epoch >= this.training.epochs;
  }

  /** What the engine loads; slots of zeros where the optimizer starts afresh. */
  get state(): ModelState {
    const { parameters, slots, step, optimizerStart } = this.checkpoint;
    const length = this.program.slotCount * this.program.parameterCount;
    return {
      parameters,
      slots: slots.length === length ? slots : new Float32Array(length),
      step: step - optimizerStart,
    };
  }

  nextBatches(steps: number): Batches {
    const weights = penaltyWeights(this.program.penalties, this.training, this.epoch);
    return { ...this.source.next(steps, this.program.draws), weights };
  }

  /** Draws the next batch ahead: `nextBatches(1)` then finds it. */
  prepareBatch(): Batches {
    const weights = penaltyWeights(this.program.penalties, this.training, this.epoch);
    return { ...this.source.prepare(this.program.draws), weights };
  }

  /**
   * Counts what an engine has trained; false when the run has diverged.
   * @param losses as `Engine.train` returns them
   */
  record(losses: Float32Array, images: number, seconds: number): boolean {
    this.meter.add(images, seconds);
    const { penalties } = this.program;
    const width = 1 + penalties.length;
    for (let row = 0; row < losses.length; row += width) {
      this.step++;
      this.newestLoss = losses[row] as number;
      if (this.watch.observe(this.newestLoss)) return false;
      this.log.add(
        this.newestLoss,
        penalties.map((kind, i) => [kind, losses[row + 1 + i] as number]),
      );
    }
    return true;
  }

  /** Whether the next epoch trains other layers than the one before; they start afresh. */
  get isStageOver(): boolean {
    return this.stageOf(this.training, this.epoch) !== this.stage;
  }

  /** Goes on with the next stage's layers; the engine's state must have been kept. */
  enterStage(): void {
    this.stage = this.stageOf(this.training, this.epoch);
    this.program = lower(this.spec, this.stage);
    this.watch = this.newWatch();
    this.checkpoint = withFreshOptimizer(this.checkpoint);
    this.proven = this.checkpoint;
  }

  /** A pass over validation images as they are to be evaluated now. */
  newValidation(all: boolean): Validation {
    const { corruption, penalties } = this.training;
    const sparse = isSparse(this.spec.network, penalties);
    this.validatedBy = validationTraits(this.training);
    const options = { all, corruption, seed: this.seed, sparse };
    return new Validation(this.dataset, this.pools.validation, options);
  }

  /** The pass, or one from the start where the settings have changed: it would mix losses of both. */
  renewed(pass: Validation): Validation {
    if (this.validatedBy === validationTraits(this.training)) return pass;
    const renewed = this.newValidation(pass.all);
    return renewed.images > 0 ? renewed : pass;
  }

  recordValidation(verdict: Verdict, images: number): void {
    this.validation = { ...verdict, images };
    this.log.addValidation(verdict.loss);
  }

  /** Keeps the engine's state with the place in the data, to go on from. */
  keep(state: ModelState): void {
    if (this.watch.healthy) this.proven = this.checkpoint;
    const { epoch, position } = this.source;
    const { optimizerStart } = this.checkpoint;
    const step = optimizerStart + state.step;
    const { elapsed } = this.meter;
    this.known = { log: new LossLog(this.log), validation: this.validation };
    this.checkpoint = { ...state, step, optimizerStart, epoch, position, elapsed };
  }

  /** Back to the newest checkpoint, after the engine was lost or a batch was ended. */
  goBack(): void {
    this.stage = this.stageOf(this.training, this.checkpoint.epoch);
    this.program = lower(this.spec, this.stage);
    this.step = this.checkpoint.step;
    this.log = new LossLog(this.known.log);
    this.validation = this.known.validation;
    this.source = new BatchSource(this.dataset, this.training, this.seed, this.checkpoint);
    this.watch = this.newWatch();
  }

  /** Whether these settings need another program, which the engine would have to load. */
  isOtherProgram(training: Training): boolean {
    return this.traits(training) !== this.traits(this.training);
  }

  /** Back to where losses were sound, after the run diverged. */
  goBackToProven(): void {
    this.checkpoint = this.proven;
    this.known = NOTHING_KNOWN;
    this.goBack();
  }

  /** Takes new settings; where they need another program, the engine's state must have been kept. */
  adjust(training: Training): void {
    const isOtherProgram = this.isOtherProgram(training);
    const isOtherOptimizer = training.optimizer !== this.training.optimizer;
    const isOtherInput = training.corruption.kind !== this.training.corruption.kind;
    this.spec = { ...this.spec, training };
    this.source = new BatchSource(this.dataset, training, this.seed, this.source);
    // Another task: its losses are not to be measured by those of the one before.
    if (isOtherInput || isOtherProgram) this.watch = this.newWatch();
    if (!isOtherProgram) return;
    const before = this.stage;
    this.stage = this.stageOf(training, this.epoch);
    this.program = lower(this.spec, this.stage);
    if (isOtherOptimizer || before !== this.stage)
      this.checkpoint = withFreshOptimizer(this.checkpoint);
    this.proven = this.checkpoint;
  }

  /** Another engine: the speed is measured anew. */
  restartMeter(): void {
    this.meter.restart();
  }

  progress(): Progress {
    const { epochLength, position, epoch } = this.source;
    const { epochs } = this.training;
    const imagesPerSecond = this.meter.imagesPerSecond;
    const left = Math.max(0, epochs - epoch) * epochLength - position;
    return {
      step: this.step,
      epoch,
      epochs,
      epochProgress: position / epochLength,
      loss: this.log.smoothed,
      validation: this.validation?.loss ?? null,
      validationImages: this.validation?.images ?? 0,
      overlap: this.validation?.overlap ?? null,
      activity: this.validation?.activity ?? null,
      imagesPerSecond,
      elapsed: this.meter.elapsed,
      remaining: imagesPerSecond ? left / imagesPerSecond : null,
    };
  }

  /** The loss curve's news since the last call. */
  points(): LossPoint[] {
    const { epoch, position, epochLength } = this.source;
    return this.log.drain(this.step, epoch + position / epochLength);
  }

  /** What of the settings is part of the program. */
  private traits(training: Training): string {
    const penalties = activePenalties(this.spec.network, training.penalties);
    const { optimizer, loss, sparsityTarget } = training;
    const stage = this.stageOf(training, this.epoch);
    const target = penalties.includes('sparsity') ? sparsityTarget : null;
    return JSON.stringify([optimizer, loss, stage, penalties, target]);
  }

  private stageOf({ layerwise }: Training, epoch: number): number | null {
    return stageAt(this.rows, layerwise, epoch);
  }

  private newWatch(): DivergenceWatch {
    const sample = this.dataset.train.pixels.slice(0, SAMPLE * DIGIT_SIZE);
    if (targetsMask(this.training.corruption)) maskOf(sample);
    return new DivergenceWatch(meanImageLoss(sample, this.training.loss));
  }
}

function validationTraits(training: Training): string {
  const { loss, corruption, digits, images, validation, layerwise } = training;
  return JSON.stringify([loss, corruption, digits, images, validation, layerwise]);
}

function firstCheckpoint(program: Program, spec: Spec): Checkpoint {
  const state = initialState(program, spec.network.initializer, spec.seed);
  return { ...state, optimizerStart: 0, epoch: 0, position: 0, elapsed: 0 };
}
