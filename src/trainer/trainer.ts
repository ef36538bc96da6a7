import { type LoadProgress, loadMnist, type MnistLoader } from '../data/mnist.ts';
import { EngineLostError, TrainingStoppedError } from '../engine/engine.ts';
import { nextTask } from '../engine/next-task.ts';
import { ChunkError } from '../loading/load-chunk.ts';
import type { Fault } from '../protocol/faults.ts';
import type { Heart } from '../protocol/heart.ts';
import type {
  Checkpoint,
  PauseReason,
  TrainerCommand,
  TrainerEvent,
  TrainUntil,
} from '../protocol/trainer.ts';
import type { BackendChoice, BackendKind } from '../spec/backends.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Training } from '../spec/spec.ts';
import { BatchWatch } from './batch-watch.ts';
import { EngineHost } from './engine-host.ts';
import { Inbox } from './inbox.ts';
import { Pace } from './pace.ts';
import { Run } from './run.ts';
import { StopRule } from './stop-rule.ts';
import type { Validation, Verdict } from './validation.ts';

/** Test images that the page shows. */
const SHOWN_TEST_IMAGES = 1000;

/** Milliseconds that a piece of validation may block the thread. */
const VALIDATING_GRACE = 15_000;

type Command<Type> = Extract<TrainerCommand, { type: Type }>;
type Post = (event: TrainerEvent, transfer?: Transferable[]) => void;

/**
 * The worker's one loop: it takes commands, one after the other and only between two calls to the
 * engine, and trains while it may. Nothing else writes to what it holds, so nothing races.
 */
export class Trainer {
  private readonly post: Post;
  private readonly heart: Heart;
  private readonly host: EngineHost;
  private readonly inbox = new Inbox<Exclude<TrainerCommand, { type: 'retryImages' }>>();
  private wake = () => {};
  /** Follows the newest call to train. */
  private watch: BatchWatch | null = null;
  private loader: MnistLoader | null = null;
  /** Whether all images are loaded that the run trains on: for who saves data not before it trains. */
  private wantsAllImages = true;
  private run: Run | null = null;
  /** Whether the next batch of the run is made ready for. */
  private isPrepared = false;
  /** How far to train; null while paused. */
  private until: TrainUntil | null = null;
  /** The newest run that was to be built, and the newest command to train. */
  private runId: number | null = null;
  private turn = 0;
  private validation: Validation | null = null;
  private pace = new Pace();
  private stopRule = new StopRule();

  constructor(post: Post, heart: Heart) {
    this.post = post;
    this.heart = heart;
    this.host = new EngineHost(post, heart);
  }

  receive(command: TrainerCommand): void {
    // Heard at once: the loop may be waiting for these very images.
    if (command.type === 'retryImages') this.loader?.retry();
    else this.inbox.add(command);
    if (this.isUrgent(command)) this.watch?.stopIfLong();
    // The kernels are loaded while the images still come.
    if (command.type === 'build') this.anticipate(command.backend, command.spec.training);
    this.wake();
  }

  /** Runs for ever. */
  async live(): Promise<never> {
    for (;;) {
      try {
        const command = this.inbox.next();
        if (command) await this.obey(command);
        else if (this.run && this.until) await this.trainOn(this.run, this.until);
        else if (this.run && !this.isPrepared && this.host.canPrepare(this.run)) {
          await this.prepare(this.run);
        } else await this.rest();
        // All that may be done at once: new commands and the heart must have their turn all the same.
        await nextTask();
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  /** Whether a command need not wait for the end of a batch that takes long. */
  private isUrgent(command: TrainerCommand): boolean {
    const { type } = command;
    if (type === 'adjust') return command.training.batchSize !== this.run?.training.batchSize;
    return type === 'pause' || type === 'build' || type === 'backend';
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private async obey(command: Exclude<TrainerCommand, { type: 'retryImages' }>): Promise<void> {
    if (command.type !== 'build' && 'run' in command && command.run !== this.runId) return;
    switch (command.type) {
      case 'open':
        await this.open(command);
        break;
      case 'build':
        this.build(command);
        break;
      case 'adjust':
        if (this.run) await this.adjust(this.run, command.training);
        break;
      case 'train':
        this.until = command.until;
        this.wantsAllImages = true;
        if (this.run) this.wantImages(this.run.training);
        this.turn = command.turn;
        this.stopRule = new StopRule();
        break;
      case 'pause':
        if (this.run && this.until) await this.pause(this.run, 'asked');
        break;
      case 'move':
        if (this.run && this.loader) {
          this.host.prepareMove(command.backend, this.run, this.loader.dataset.train.pixels);
        }
        break;
      case 'backend':
        if (this.run) await this.host.keepState(this.run);
        this.host.choose(command.choice);
        this.isPrepared = false;
        if (this.run) this.anticipate(command.choice, this.run.training);
        break;
    }
  }

  private anticipate(choice: BackendChoice, { reproducible }: Training): void {
    this.host.anticipate(choice, reproducible, () => this.wake());
  }

  /** What can be done before training is asked for, so that it starts at once then. */
  private async prepare(run: Run): Promise<void> {
    this.isPrepared = true;
    if (this.loader) await this.host.prepare(run, this.loader.dataset.train.pixels);
  }

  private async open({ baseUrl, savesData }: Command<'open'>): Promise<void> {
    let shown = false;
    const onProgress = (progress: LoadProgress) => {
      this.postImages(progress);
      this.wake();
      if (!progress.ready || shown) return;
      shown = true;
      this.postTestImages();
    };
    this.wantsAllImages = !savesData;
    // Nothing is wanted beyond the first pack before a network says how many images it trains on.
    this.loader = loadMnist({ baseUrl, images: savesData ? 0 : 1, onProgress });
    await this.loader.ready;
  }

  private wantImages({ images }: Training): void {
    this.loader?.want(this.wantsAllImages ? images : 0);
  }

  private async adjust(run: Run, training: Training): Promise<void> {
    const isOtherProgram = run.isOtherProgram(training);
    if (isOtherProgram || training.reproducible !== run.training.reproducible) {
      await this.host.keepState(run);
      this.host.forget();
    }
    run.adjust(training);
    this.host.suit(training, () => this.wake());
    if (this.validation) this.validation = run.renewed(this.validation);
    this.isPrepared = false;
    this.wantImages(training);
    this.postProgress(run);
    // Another optimizer has other arrays: the page must not go on with those of the one before.
    if (isOtherProgram) this.postCheckpoint(run);
  }

  private build(command: Command<'build'>): void {
    if (!this.loader) throw new Error('build came before open');
    const { spec, checkpoint, backend, run: id } = command;
    this.until = null;
    this.validation = null;
    this.isPrepared = false;
    // Should it fail, nothing goes on with the network before.
    this.run = null;
    this.runId = id;
    this.pace = new Pace();
    this.host.choose(backend);
    this.host.startOver();
    this.host.suit(spec.training, () => this.wake());
    this.wantImages(spec.training);
    this.run = new Run(id, spec, checkpoint, this.loader.dataset);
    const { optimizer } = spec.training;
    this.post({ type: 'built', run: id, checkpoint: this.run.checkpoint, optimizer });
  }

  /** One call to the engine: a piece of validation, or some batches. */
  private async trainOn(run: Run, until: TrainUntil): Promise<void> {
    if (run.isFinished && !this.validation) return this.pause(run, 'epochs');
    const { dataset } = this.loader ?? {};
    if (!dataset) return;
    if (run.training.reproducible && !run.hasAllImages) return this.rest();
    if (!this.validation && run.isStageOver) {
      await this.host.keepState(run);
      this.host.forget();
      run.enterStage();
    }
    if (!this.validation && this.host.canMove(run)) await this.moveOn(run);
    const engine = await this.host.engineFor(run, dataset.train.pixels);

    if (this.validation) {
      const started = performance.now();
      const { validation } = this;
      // Its first piece may compile shaders.
      const verdict = await this.heart.patiently(
        () => validation.advance(engine),
        VALIDATING_GRACE,
      );
      this.pace.spentValidating(performance.now() - started);
      if (verdict) await this.validated(run, until, verdict, validation);
      return;
    }

    const steps = until === 'batch' ? 1 : this.pace.steps;
    // Corrupting inputs may take longer than training on them: it counts.
    const started = performance.now();
    const batches = run.nextBatches(steps);
    const losses = await this.watched(run, batches.batchSize, (watch) =>
      this.host.train(engine, batches, run.training.learningRate, watch),
    );
    const milliseconds = performance.now() - started;
    this.pace.trained(batches.indices.length / batches.batchSize, milliseconds);
    if (!run.record(losses, batches.indices.length, milliseconds / 1000)) {
      return this.diverged(run, run.newestLoss);
    }

    if (this.pace.isProgressDue()) this.postProgress(run);
    if (this.pace.isCheckpointDue()) await this.keepCheckpoint(run);
    if (until === 'batch') return this.pause(run, 'stepped');
    if (this.isValidationDue(run, until)) {
      const { length } = run.pools.validation.indices;
      const all =
        run.isFinished ||
        run.training.reproducible ||
        (run.isBetweenEpochs &&
          // Losses over other images would tell patience nothing.
          (run.training.stop.patience !== null || this.pace.isFullValidationAffordable(length)));
      const validation = run.newValidation(all);
      if (validation.images > 0) this.validation = validation;
      else if (until === 'epoch' && run.isBetweenEpochs) await this.pause(run, 'stepped');
    }
  }

  /** Has the page told of the call to the engine while it takes long, and urgent commands end it. */
  private async watched<T>(
    run: Run,
    size: number,
    train: (watch: BatchWatch) => Promise<T>,
  ): Promise<T> {
    const wasLong = this.watch?.isLong;
    const watch = new BatchWatch((done, seconds) =>
      this.post({ type: 'batch', run: run.id, batch: { done, size, seconds } }),
    );
    this.watch = watch;
    try {
      return await train(watch);
    } finally {
      watch.end();
      if (wasLong && !watch.isLong) this.post({ type: 'batch', run: run.id, batch: null });
    }
  }

  /** Hands the run over to the faster engine that was made ready for it. */
  private async moveOn(run: Run): Promise<void> {
    const from = this.host.kind;
    await this.host.keepState(run);
    this.host.moveOn();
    const to = this.host.kind;
    if (from && to) this.post({ type: 'moved', run: run.id, from, to });
  }

  /** By the clock, but where a reproducible run would then stop at another step elsewhere. */
  private isValidationDue(run: Run, until: TrainUntil): boolean {
    const { reproducible, stop } = run.training;
    if (!run.isBetweenEpochs) return !reproducible && this.pace.isValidationDue();
    const canStop =
      run.isFinished || until === 'epoch' || stop.loss !== null || stop.patience !== null;
    return reproducible || canStop || !this.pace.isFullValidationFresh();
  }

  private async validated(
    run: Run,
    until: TrainUntil,
    verdict: Verdict,
    { images, all }: Validation,
  ): Promise<void> {
    this.validation = null;
    this.pace.validated(images, all);
    run.recordValidation(verdict, images);
    this.postProgress(run);
    const reason = this.stopRule.reason(run.training, verdict.loss, run.isBetweenEpochs);
    if (reason) await this.pause(run, reason);
    else if (run.isFinished) await this.pause(run, 'epochs');
    else if (until === 'epoch' && run.isBetweenEpochs) await this.pause(run, 'stepped');
  }

  private async pause(run: Run, reason: PauseReason): Promise<void> {
    this.until = null;
    this.validation = null;
    this.postProgress(run);
    await this.keepCheckpoint(run);
    this.postPause(run, reason);
  }

  private async keepCheckpoint(run: Run): Promise<void> {
    const started = performance.now();
    await this.host.keepState(run);
    this.pace.kept(performance.now() - started);
    this.postCheckpoint(run);
  }

  private async diverged(run: Run, loss: number): Promise<void> {
    const { step } = run;
    run.goBackToProven();
    this.host.forget();
    this.postFault({ kind: 'diverged', step, loss });
    this.postProgress(run);
    this.postCheckpoint(run);
    this.until = null;
    this.postPause(run, 'fault');
  }

  /** A batch that took long was ended: the run is again as it was at its checkpoint. */
  private giveUpBatch(run: Run): void {
    run.goBack();
    this.host.forget();
    this.postProgress(run);
  }

  /** An engine was lost, or threw: the run goes on from its checkpoint on the next one. */
  private async recover(error: unknown): Promise<void> {
    if (error instanceof TrainingStoppedError && this.run) return this.giveUpBatch(this.run);
    const kind = this.host.kind;
    const reason = error instanceof Error ? error.message : String(error);
    if (!this.run || !kind) {
      this.until = null;
      this.postFault({ kind: 'internal', reason });
      return;
    }
    this.validation = null;
    this.run.goBack();
    const next = await this.host.failed(kind, this.run);
    if (!next) this.until = null;
    this.postFault(engineFault(error, kind, next));
    this.postProgress(this.run);
    if (!this.until) this.postPause(this.run, 'fault');
  }

  private postPause(run: Run, reason: PauseReason): void {
    this.post({ type: 'paused', run: run.id, turn: this.turn, reason });
  }

  private postFault(fault: Fault): void {
    const run = fault.kind === 'noImages' ? null : this.runId;
    this.post({ type: 'fault', run, turn: this.turn, fault });
  }

  private postProgress(run: Run): void {
    this.pace.reported();
    this.post({ type: 'progress', run: run.id, progress: run.progress(), points: run.points() });
  }

  private postCheckpoint(run: Run): void {
    const parameters = run.checkpoint.parameters.slice();
    const slots = run.checkpoint.slots.slice();
    const checkpoint: Checkpoint = { ...run.checkpoint, parameters, slots };
    const transfer = [parameters.buffer, slots.buffer];
    const { optimizer } = run.training;
    this.post({ type: 'checkpoint', run: run.id, checkpoint, optimizer }, transfer);
  }

  private postImages({ trainingImages, failures, ready }: LoadProgress): void {
    const wanted = this.wantsAllImages ? (this.run?.training.images ?? 0) : 0;
    const failed = failures[0]?.sentence ?? null;
    const arrived = Math.min(trainingImages, wanted || trainingImages);
    this.post({ type: 'images', progress: { arrived, wanted, failed } });
    if (failed && !ready) this.postFault({ kind: 'noImages', reason: failed });
  }

  private postTestImages(): void {
    if (!this.loader) return;
    const { pixels, labels } = this.loader.dataset.test;
    const event = {
      type: 'testImages',
      pixels: pixels.slice(0, SHOWN_TEST_IMAGES * DIGIT_SIZE),
      labels: labels.slice(0, SHOWN_TEST_IMAGES),
    } as const;
    this.post(event, [event.pixels.buffer, event.labels.buffer]);
  }
}

function engineFault(error: unknown, kind: BackendKind, next: BackendKind | null): Fault {
  if (error instanceof EngineLostError) return { kind: 'backendLost', lost: kind, next };
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof ChunkError
    ? { kind: 'backendMissing', missing: kind, next, reason }
    : { kind: 'backendFailed', failed: kind, next, reason };
}
