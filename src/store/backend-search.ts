import type { StoreApi } from 'zustand/vanilla';
import type { ProberCommand, ProberEvent } from '../protocol/prober.ts';
import { type BackendKind, graphicsBackends, type Speeds } from '../spec/backends.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { fastestOf, KnownSpeeds, kindOf } from './known-speeds.ts';
import { reportBackends } from './reports.ts';
import type { Playground } from './state.ts';
import { SupervisedWorker, type WorkerLike } from './supervised-worker.ts';

/** Milliseconds after which a page that is ready looks for what the machine has. */
const LOOK_DELAY = 1000;
/** Seconds of training before others are measured: by then it is known how fast this is. */
const MEASURE_AFTER = 3;
/** How much faster another backend must be: to move costs a moment, and figures differ from run to run. */
const WORTH_MOVING = 1.2;
/** Test images that others are measured on. */
const IMAGES = 1000;

/**
 * Looks for a faster backend while the run trains on the one that starts at once: in a worker of its
 * own, which ends afterwards, and only where there is a graphics processor.
 */
export class BackendSearch {
  private readonly store: StoreApi<Playground>;
  private readonly onFaster: (backend: BackendKind) => void;
  private readonly worker: SupervisedWorker<ProberCommand, ProberEvent>;
  private readonly known = new KnownSpeeds();
  private task: ProberCommand | null = null;
  /** What is measured at this moment: the kind of network, and the speeds so far. */
  private measuring: { kind: string; speeds: Speeds } | null = null;
  private looking: ReturnType<typeof setTimeout> | undefined;
  private hasLooked = false;
  /** Whether the worker that was to look failed; another one would, too. */
  private isBlind = false;
  /** Kinds of networks whose measuring failed or was cut short; not tried again. */
  private readonly failed = new Set<string>();
  /** Backends that failed in training. */
  private readonly distrusted = new Set<BackendKind>();
  /** The run's backend that was asked for, so that it is asked for once. */
  private asked: BackendKind | null = null;

  /**
   * @param start starts the prober's worker
   * @param onFaster told a backend on which the run would train faster
   */
  constructor(
    start: () => WorkerLike,
    store: StoreApi<Playground>,
    onFaster: (backend: BackendKind) => void,
  ) {
    this.store = store;
    this.onFaster = onFaster;
    this.worker = new SupervisedWorker({
      start,
      onEvent: (event) => this.hear(event),
      brief: (loss) => {
        // One that hung or threw would do so again.
        if (loss && loss.kind !== 'notStarted') this.giveUp();
        else if (this.task) this.worker.send(this.task);
      },
      onGivenUp: () => this.giveUp(),
    });
  }

  /** Finds out what the machine has, as soon as the page has nothing better to do. */
  lookSoon(): void {
    if (this.hasLooked || this.isBlind || this.looking !== undefined) return;
    if (this.worker.isRunning) return;
    this.looking = setTimeout(() => this.run({ type: 'look' }), LOOK_DELAY);
  }

  /** Another network is trained: it begins where every run does. */
  startOver(): void {
    this.asked = null;
    this.showSpeeds(null);
  }

  /** A backend failed in training: no run is moved there any more. */
  distrust(backend: BackendKind): void {
    this.distrusted.add(backend);
  }

  /** Looks at a run that trains: whether something faster is known, or to be looked for. */
  consider(): void {
    const { phase, asleep, backend, spec, progress, testImages } = this.store.getState();
    const isFree = backend.choice === 'auto' && !spec.training.reproducible;
    const { active } = backend;
    if (!isFree || !active || asleep || phase !== 'training' || !testImages) return;
    const candidates = graphicsBackends(backend.statuses);
    if (!this.hasLooked || candidates.length === 0) return;

    const kind = kindOf(
      spec,
      candidates.map(({ detail }) => detail),
    );
    const speeds = this.known.of(kind);
    if (speeds) {
      this.showSpeeds(speeds);
      this.move(speeds, active);
      return;
    }
    const { imagesPerSecond, elapsed } = progress;
    const isBusy = this.worker.isRunning || this.failed.has(kind);
    if (isBusy || imagesPerSecond === null || elapsed < MEASURE_AFTER) return;
    this.measuring = { kind, speeds: { [active]: imagesPerSecond } };
    this.run({
      type: 'measure',
      spec,
      pixels: testImages.pixels.slice(0, IMAGES * DIGIT_SIZE),
      labels: testImages.labels.slice(0, IMAGES),
      backends: candidates.map((candidate) => candidate.kind),
    });
  }

  /** Ends what is under way. */
  stop(): void {
    clearTimeout(this.looking);
    this.looking = undefined;
    this.worker.stop();
    this.task = null;
    this.measuring = null;
    this.showMeasuring(null);
  }

  private move(speeds: Speeds, active: BackendKind): void {
    const fastest = fastestOf(speeds);
    if (!fastest || fastest === active || fastest === this.asked) return;
    if (this.distrusted.has(fastest)) return;
    if ((speeds[fastest] ?? 0) < WORTH_MOVING * (speeds[active] ?? Number.POSITIVE_INFINITY))
      return;
    this.asked = fastest;
    this.onFaster(fastest);
  }

  private run(task: ProberCommand): void {
    this.looking = undefined;
    this.task = task;
    this.worker.start();
  }

  private hear(event: ProberEvent): void {
    switch (event.type) {
      case 'backends':
        this.hasLooked = true;
        reportBackends(this.store, event);
        this.stop();
        break;
      case 'measuring':
        this.showMeasuring(event.backend);
        break;
      case 'measured':
        if (!this.measuring) break;
        this.measuring.speeds = {
          ...this.measuring.speeds,
          [event.backend]: event.imagesPerSecond,
        };
        break;
      case 'done': {
        const { measuring } = this;
        this.stop();
        if (!measuring) break;
        this.known.set(measuring.kind, measuring.speeds);
        this.consider();
        break;
      }
    }
  }

  /** The run goes on where it is, and the search ends. */
  private giveUp(): void {
    if (this.measuring) this.failed.add(this.measuring.kind);
    else this.isBlind = true;
    this.stop();
  }

  private showMeasuring(measuring: BackendKind | null): void {
    const { backend } = this.store.getState();
    if (backend.measuring !== measuring)
      this.store.setState({ backend: { ...backend, measuring } });
  }

  private showSpeeds(speeds: Speeds | null): void {
    const { backend } = this.store.getState();
    if (backend.speeds !== speeds) this.store.setState({ backend: { ...backend, speeds } });
  }
}
