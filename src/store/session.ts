import type { StoreApi } from 'zustand/vanilla';
import { savesData } from '../loading/saves-data.ts';
import type { Fault } from '../protocol/faults.ts';
import type { Checkpoint, TrainerCommand, TrainerEvent, TrainUntil } from '../protocol/trainer.ts';
import type { ViewerCommand, ViewerEvent } from '../protocol/viewer.ts';
import { summarize } from '../spec/network.ts';
import type { Spec } from '../spec/spec.ts';
import { stageAt } from '../spec/stages.ts';
import { AnalystClient } from './analyst-client.ts';
import { BackendSearch } from './backend-search.ts';
import { appendPoints } from './history.ts';
import { initialProgress } from './initial.ts';
import { type Notice, withNotice, withoutNotice } from './notices.ts';
import { tenDigits, testPicture } from './pictures.ts';
import { notCaughtUp, offerOf, withReplaced } from './replaced-runs.ts';
import {
  reportBackends,
  reportFault,
  reportImages,
  reportPause,
  reportPictures,
} from './reports.ts';
import {
  movedNotice,
  replacedNotice,
  stoppedNotice,
  trainerLostNotice,
  viewerLostNotice,
} from './sentences.ts';
import type { Playground, TestImages } from './state.ts';
import { SupervisedWorker, type WorkerLoss } from './supervised-worker.ts';
import { addMoment, backTo, checkpointOf, type Moment, NO_TIMELINE } from './timeline.ts';
import { ViewerClient } from './viewer-client.ts';
import type { Workers } from './workers.ts';

/** Milliseconds in which training must have ended after a pause, or for another network. */
const ENDING_GRACE = 10_000;

/**
 * What stands between the store and the workers: it sends commands, writes events into the store,
 * and keeps what training goes on from when a worker is lost.
 */
export class Session {
  private readonly baseUrl: string;
  private readonly store: StoreApi<Playground>;
  private readonly trainer: SupervisedWorker<TrainerCommand, TrainerEvent>;
  private readonly viewer: ViewerClient;
  readonly analyst: AnalystClient;
  private readonly search: BackendSearch;
  /** Counts networks: what a worker still says of an earlier one is not heard. */
  private run = 0;
  private newest: Moment | null = null;
  /** Counts the states that the page has shown. */
  private versions = 0;
  /** Counts the commands to train, and how far the newest goes. */
  private turn = 0;
  private until: TrainUntil = 'stopped';
  private insisting: ReturnType<typeof setTimeout> | undefined;

  constructor(baseUrl: string, workers: Workers, store: StoreApi<Playground>) {
    this.baseUrl = baseUrl;
    this.store = store;
    this.trainer = new SupervisedWorker({
      start: workers.trainer,
      onEvent: (event) => this.hear(event),
      brief: (loss) => this.briefTrainer(loss),
      onGivenUp: (loss) => {
        this.store.setState({ ...this.backToCheckpoint(), phase: 'error' });
        this.notify(trainerLostNotice(loss));
      },
    });
    this.viewer = new ViewerClient(
      {
        start: workers.viewer,
        onEvent: (event) => this.see(event),
        brief: () => this.briefViewer(),
        onGivenUp: (loss) => this.notify(viewerLostNotice(loss)),
      },
      (isPicturing) => {
        if (this.store.getState().isPicturing !== isPicturing) this.store.setState({ isPicturing });
      },
    );
    this.analyst = new AnalystClient(workers.analyst, baseUrl);
    this.search = new BackendSearch(workers.prober, store, (backend) =>
      this.command({ type: 'move', run: this.run, backend }),
    );
  }

  /** Starts to load the data set. */
  open(): void {
    this.trainer.start();
    this.viewer.start();
  }

  /** Whether a network was built, or is being built. */
  get hasBegun(): boolean {
    return this.run > 0;
  }

  /** Workers that were given up are started again when there is something to train. */
  command(command: TrainerCommand): void {
    const isWork = command.type === 'train' || command.type === 'build';
    if (isWork && !this.store.getState().asleep) {
      if (!this.viewer.isRunning) this.viewer.start();
      // It is briefed about the command, too.
      if (!this.trainer.isRunning) {
        this.trainer.start();
        return;
      }
    }
    this.trainer.send(command);
  }

  train(until: TrainUntil): void {
    this.until = until;
    this.turn++;
    this.command({ type: 'train', run: this.run, turn: this.turn, until });
  }

  pause(): void {
    this.store.setState({ isPausing: true });
    this.insist(true);
    this.command({ type: 'pause', run: this.run });
  }

  /** Takes an experiment that differs in its training settings alone: the network trains on. */
  adjust(spec: Spec): void {
    const { model } = this.store.getState();
    const version = ++this.versions;
    this.store.setState({ spec, model: model && { ...model, spec, version } });
    this.command({ type: 'adjust', run: this.run, training: spec.training });
  }

  show(command: ViewerCommand): void {
    this.viewer.send(command);
  }

  /** Has the viewer decode this code in place of the picture's own; null gives that back. */
  moveCode(code: Float32Array<ArrayBuffer> | null): void {
    this.show({ type: 'code', run: this.run, code });
  }

  /** Builds a network anew; training ends, the curve begins again unless a checkpoint is given. */
  build(spec: Spec, checkpoint: Checkpoint | null): void {
    if (this.store.getState().phase === 'training') this.insist(false);
    this.run++;
    this.search.startOver();
    this.newest = checkpoint && { checkpoint, optimizer: spec.training.optimizer };
    const { backend, testImages, selectedLayer, spec: before } = this.store.getState();
    this.store.setState({
      spec,
      selectedLayer: spec.network === before.network ? selectedLayer : null,
      draft: null,
      phase: testImages ? 'ready' : 'loading',
      isPausing: false,
      pending: null,
      model: null,
      input: null,
      target: null,
      activations: null,
      spread: null,
      digits: null,
      codeByHand: null,
      timeline: NO_TIMELINE,
      past: null,
      startStep: checkpoint?.step ?? 0,
      ...(checkpoint ? {} : { history: [], progress: initialProgress(spec.training.epochs) }),
    });
    this.command({ type: 'build', spec, backend: backend.choice, checkpoint, run: this.run });
    this.show({ type: 'network', run: this.run, network: spec.network });
    this.showCorruption(spec);
  }

  /** Has the pictures corrupted as the experiment's inputs are. */
  showCorruption({ training, seed }: Spec): void {
    this.show({ type: 'corruption', corruption: training.corruption, seed });
  }

  /** Has the pictures show the layers that run now; before a network stands there are none. */
  showStage(): void {
    if (this.newest) this.keep(this.newest);
  }

  /** Builds another network; returns whether there was training that can be brought back. */
  startOver(spec: Spec): boolean {
    const hasTrained = this.setAside();
    this.build(spec, null);
    return hasTrained;
  }

  /** Brings back the newest of the replaced runs, with its weights and its curve. */
  bringBack(): void {
    const { replaced, notices } = this.store.getState();
    const run = replaced.at(-1);
    if (!run) return;
    this.store.setState(offerOf(replaced.slice(0, -1), withoutNotice(notices, 'outcome')));
    this.setAside();
    this.build(run.spec, run.checkpoint);
    const { history, progress, timeline } = run;
    this.store.setState({ history, progress, timeline, phase: 'paused' });
  }

  /** Keeps the run to be brought back; returns whether it has trained. */
  setAside(): boolean {
    const { checkpoint } = this;
    if (!checkpoint || checkpoint.step === 0) return false;
    const now = this.store.getState();
    const run = { spec: now.spec, ...backTo(checkpoint.step, now), checkpoint };
    this.store.setState(offerOf(withReplaced(now.replaced, run), now.notices));
    return true;
  }

  /** Ends the workers, and with them every graphics context; what is on the page stays as it is. */
  sleep(): void {
    this.settled();
    this.trainer.stop();
    this.search.stop();
    this.viewer.stop();
    this.store.setState({ ...this.withoutTrainer(), isPicturing: false });
    this.analyst.closeWhenIdle();
  }

  /** Starts the workers again, from the last checkpoint. */
  wake(): void {
    this.store.setState(this.backToCheckpoint());
    this.trainer.start();
    this.viewer.start();
  }

  /** Has pictures computed again after their workers were given up. */
  restartViewer(): void {
    if (!this.viewer.isRunning) this.viewer.start();
  }

  /** What training goes on from. */
  private get checkpoint(): Checkpoint | null {
    const { optimizer } = this.store.getState().spec.training;
    return this.newest && checkpointOf(this.newest, optimizer);
  }

  private hear(event: TrainerEvent): void {
    if ('run' in event && event.run !== null && event.run !== this.run) return;
    switch (event.type) {
      case 'images':
        reportImages(this.store, event.progress);
        break;
      case 'testImages':
        this.takeTestImages({ pixels: event.pixels, labels: event.labels });
        break;
      case 'engine':
      case 'backends':
        reportBackends(this.store, event);
        break;
      case 'moved':
        this.notify(movedNotice(event, this.store.getState().backend.speeds));
        break;
      case 'built':
        this.settled();
        this.keep({ checkpoint: event.checkpoint, optimizer: event.optimizer });
        this.becomeReady();
        break;
      case 'checkpoint':
        this.keep({ checkpoint: event.checkpoint, optimizer: event.optimizer });
        this.becomeReady();
        break;
      case 'progress': {
        const { replaced, notices, startStep, ...now } = this.store.getState();
        const history = appendPoints(now.history, event.points);
        this.store.setState({ progress: event.progress, history });
        const left = notCaughtUp(replaced, event.progress.step - startStep);
        if (left !== replaced) this.store.setState(offerOf(left, notices));
        this.search.consider();
        break;
      }
      case 'batch':
        this.store.setState({ batch: event.batch });
        break;
      case 'paused':
        // Training may have been started again before the worker said that it had stopped.
        if (event.turn !== this.turn) break;
        this.settled();
        this.store.setState({ isPausing: false });
        reportPause(this.store, event.reason);
        break;
      case 'fault':
        this.settled();
        this.distrust(event.fault);
        reportFault(this.store, event.fault, this.isLate(event.turn));
        break;
    }
  }

  private distrust(fault: Fault): void {
    if (fault.kind === 'backendLost') this.search.distrust(fault.lost);
    if (fault.kind === 'backendFailed') this.search.distrust(fault.failed);
  }

  /** Whether training goes on all the same, by a command that the worker obeys after this turn. */
  private isLate(turn: number): boolean {
    return this.store.getState().phase === 'training' && turn !== this.turn;
  }

  private takeTestImages(testImages: TestImages): void {
    const { source, testImages: known } = this.store.getState();
    if (known) return;
    const isShown = source.kind === 'test';
    const shown = isShown ? { picture: testPicture(testImages, source.index) } : {};
    this.store.setState({ testImages, ...shown });
    this.showPictures();
    this.becomeReady();
  }

  private showPictures(): void {
    const { testImages, picture } = this.store.getState();
    if (!testImages) return;
    const pictures = tenDigits(testImages).originals;
    this.show({ type: 'digits', pictures });
    this.show({ type: 'picture', picture });
  }

  /** Has a viewer that has just been started show what is on the page. */
  private briefViewer(): void {
    const { spec, past, codeByHand, notices } = this.store.getState();
    this.store.setState({ notices: withoutNotice(notices, 'viewer') });
    this.show({ type: 'network', run: this.run, network: spec.network });
    this.showCorruption(spec);
    this.showCheckpoint(past?.checkpoint ?? null);
    this.showPictures();
    if (codeByHand) this.moveCode(codeByHand);
  }

  private see(event: Exclude<ViewerEvent, { type: 'done' }>): void {
    if (event.model.run !== this.run) return;
    reportPictures(this.store, event);
  }

  private keep(moment: Moment): void {
    this.newest = moment;
    const { past, timeline } = this.store.getState();
    this.store.setState({ timeline: addMoment(timeline, moment) });
    if (!past) this.showCheckpoint(null);
  }

  /** Has all views show a checkpoint, or the newest one. */
  showCheckpoint(past: Checkpoint | null): void {
    const checkpoint = past ?? this.checkpoint;
    if (!checkpoint) return;
    const { parameters, step, epoch } = checkpoint;
    const { spec, codeByHand, model: before } = this.store.getState();
    const stage = stageAt(summarize(spec.network).layers, spec.training.layerwise, epoch);
    const isOtherStage = before !== null && before.stage !== stage;
    const model = { run: this.run, step, version: ++this.versions, stage, parameters };
    this.show({ type: 'parameters', model });
    // Another stage has another code.
    this.store.setState({
      model: { ...model, spec },
      codeByHand: isOtherStage ? null : codeByHand,
    });
  }

  private becomeReady(): void {
    const { phase, model, testImages, progress, pending, train, step } = this.store.getState();
    if (!model || !testImages) return;
    if (phase === 'loading') {
      this.store.setState({ phase: progress.step > 0 ? 'paused' : 'ready' });
    }
    this.search.lookSoon();
    if (!pending) return;
    this.store.setState({ pending: null });
    if (pending === 'stopped') train();
    else step(pending);
  }

  /**
   * Training that is to end, and does not, ends with its worker.
   * @param isTold whether the student is told so: the run stays on the page
   */
  private insist(isTold: boolean): void {
    clearTimeout(this.insisting);
    // Before the first images the worker waits for the network, not for a batch.
    if (!this.store.getState().testImages) return;
    this.insisting = setTimeout(() => {
      this.trainer.start();
      if (!isTold) return;
      const back = this.backToCheckpoint();
      this.store.setState(back);
      this.notify(stoppedNotice(back.progress.step));
    }, ENDING_GRACE);
  }

  /** Training has ended, or its worker. */
  private settled(): void {
    clearTimeout(this.insisting);
    this.store.setState({ batch: null });
  }

  /** A trainer that has just been started takes the run over from the last checkpoint. */
  private briefTrainer(loss: WorkerLoss | null): void {
    this.settled();
    const { phase, spec, backend } = this.store.getState();
    const { checkpoint, run, turn, until } = this;
    this.trainer.send({ type: 'open', baseUrl: this.baseUrl, savesData: savesData() });
    if (!this.hasBegun) return;
    this.trainer.send({ type: 'build', spec, backend: backend.choice, checkpoint, run });
    const goesOn = phase === 'training';
    if (goesOn) this.trainer.send({ type: 'train', run, turn, until });
    if (!loss) return;
    const back = this.backToCheckpoint();
    this.store.setState(back);
    // Of one that could not be loaded, and then was, there is nothing to tell.
    if (loss.kind === 'notStarted') return;
    this.notify(replacedNotice(loss, back.progress.step, goesOn));
  }

  private notify(notice: Notice): void {
    this.store.setState({ notices: withNotice(this.store.getState().notices, notice) });
  }

  private backToCheckpoint() {
    const back = backTo(this.checkpoint?.step ?? 0, this.store.getState());
    return { ...back, ...this.withoutTrainer() };
  }

  /** What no trainer is doing any more. */
  private withoutTrainer() {
    return { isPausing: false };
  }
}
