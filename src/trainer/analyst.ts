import { loadMnist, type MnistLoader } from '../data/mnist.ts';
import type { Dataset } from '../data/picture-set.ts';
import type { Engine } from '../engine/engine.ts';
import { lower } from '../engine/lowering/lower.ts';
import { nextTask } from '../engine/next-task.ts';
import type { Program } from '../engine/program.ts';
import { createSideEngine } from '../engine/side-engine.ts';
import type { AnalystCommand, AnalystEvent, QuestionKind } from '../protocol/analyst.ts';
import type { Heart } from '../protocol/heart.ts';
import type { Model } from '../protocol/model.ts';
import { type Answer, answers, Dropped, type Evidence } from './answers/answers.ts';

type Ask = Extract<AnalystCommand, { type: 'ask' }>;

/** What was asked, and the network in the state that it was asked about. */
interface Question {
  ask: Ask;
  about: Model;
}

/** Milliseconds between two pauses of an answer, at most, on a slow machine. */
const ANSWERING_GRACE = 30_000;

/** Answers questions one after the other, each about the network as it was when that was asked. */
export class Analyst {
  private readonly post: (event: AnalystEvent) => void;
  private readonly heart: Heart;
  private readonly questions: Question[] = [];
  private engine: Promise<Engine> | null = null;
  /** What was sent last: what the next question is about. */
  private model: Model | null = null;
  private loaded: { version: number; program: Program } | null = null;
  private data: { loader: MnistLoader; progressed: () => void } | null = null;
  /** The question that is being answered, and whether it was taken back. */
  private current: { id: number; isDropped: boolean } | null = null;

  constructor(post: (event: AnalystEvent) => void, heart: Heart) {
    this.post = post;
    this.heart = heart;
  }

  receive(command: AnalystCommand): void {
    switch (command.type) {
      case 'open':
        this.open(command.baseUrl);
        break;
      case 'model':
        this.model = command.model;
        break;
      case 'drop': {
        const place = this.questions.findIndex(({ ask }) => ask.id === command.id);
        if (place >= 0) this.questions.splice(place, 1);
        if (this.current?.id === command.id) this.current.isDropped = true;
        break;
      }
      case 'ask':
        this.take(command);
        break;
    }
  }

  private take(ask: Ask): void {
    const about = this.model;
    if (about?.version !== ask.model.version) {
      const reason = 'The question is about a network that was not sent.';
      this.post({ type: 'failed', id: ask.id, reason });
      return;
    }
    this.questions.push({ ask, about });
    if (!this.current) void this.heart.patiently(() => this.work(), ANSWERING_GRACE);
  }

  private open(baseUrl: string): void {
    const loader = loadMnist({
      baseUrl,
      images: 1,
      onProgress: () => this.data?.progressed(),
    });
    this.data = { loader, progressed: () => {} };
  }

  private async work(): Promise<void> {
    for (let question = this.questions.shift(); question; question = this.questions.shift()) {
      const { id } = question.ask;
      this.current = { id, isDropped: false };
      try {
        const answer = await this.answer(question);
        this.post({ type: 'answer', id, answer });
      } catch (error) {
        if (error instanceof Dropped) continue;
        const reason = error instanceof Error ? error.message : String(error);
        this.post({ type: 'failed', id, reason });
      }
    }
    this.current = null;
  }

  private async answer({ ask: { id, kind, asks }, about }: Question) {
    const answer = answers[kind] as Answer<QuestionKind>;
    const { spec, stage, parameters } = about;
    const evidence: Evidence = {
      spec,
      stage,
      parameters,
      ...(await this.load(about)),
      dataset: (trainingImages) => this.dataset(trainingImages),
      report: (done) => this.post({ type: 'progress', id, done }),
      pause: async () => {
        await nextTask();
        if (this.current?.isDropped) throw new Dropped();
      },
      newEngine: createSideEngine,
    };
    evidence.report(0);
    return answer(asks, evidence);
  }

  /** The engine with a network in one state. */
  private async load(model: Model): Promise<Pick<Evidence, 'program' | 'engine'>> {
    this.engine ??= createSideEngine();
    // One that could not be made now is made for a later question.
    this.engine.catch(() => {
      this.engine = null;
    });
    const engine = await this.engine;
    const { version, spec, stage, parameters } = model;
    if (this.loaded?.version !== version) {
      this.loaded = null;
      const program = lower(spec, stage);
      const slots = new Float32Array(program.slotCount * program.parameterCount);
      await engine.load(program, { parameters, slots, step: 0 }, new Uint8Array(0));
      this.loaded = { version, program };
    }
    return { program: this.loaded.program, engine };
  }

  private dataset(trainingImages: number): Promise<Dataset> {
    const { data } = this;
    if (!data) return Promise.reject(new Error('The data set was never opened.'));
    const { loader } = data;
    loader.want(Math.max(1, trainingImages));
    if (loader.progress.failures.length > 0) loader.retry();
    return new Promise((resolve, reject) => {
      const look = () => {
        const { test, train } = loader.dataset;
        const isHere = test.arrivedCount === test.count && train.arrivedCount >= trainingImages;
        const [failure] = loader.progress.failures;
        if (isHere) resolve(loader.dataset);
        else if (failure) reject(new Error(failure.sentence));
        else return;
        data.progressed = () => {};
      };
      data.progressed = look;
      look();
    });
  }
}
