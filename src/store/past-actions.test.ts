import { beforeEach, describe, expect, it } from 'vitest';
import type { TrainerCommand } from '../protocol/trainer.ts';
import type { ViewerCommand } from '../protocol/viewer.ts';
import { FakeWorker, kept, testImages } from './fake-worker.ts';
import { initialProgress } from './initial.ts';
import type { NoticeSubject } from './notices.ts';
import { createPlayground, type PlaygroundStore } from './playground.ts';

let trainer: FakeWorker;
let viewer: FakeWorker;
let store: PlaygroundStore;

const get = () => store.getState();
const said = (subject: NoticeSubject) =>
  get().notices.find((notice) => notice.subject === subject)?.text;
const lastCommand = () => (trainer.sent as TrainerCommand[]).at(-1);
const lastBuild = () =>
  (trainer.sent as TrainerCommand[]).findLast((command) => command.type === 'build');
const run = () => lastBuild()?.run ?? 0;

beforeEach(() => {
  trainer = new FakeWorker();
  viewer = new FakeWorker();
  const workers = {
    trainer: () => trainer,
    viewer: () => viewer,
    analyst: () => new FakeWorker(),
    prober: () => new FakeWorker(),
  };
  store = createPlayground('https://example.org/playground/', {}, workers);
  trainer.say({ type: 'built', run: run(), ...kept(0) });
  trainer.say(testImages());
});

function trainToStep7(): void {
  get().train();
  const points = [{ step: 7, epoch: 0.1, training: 0.5, penalties: {}, validation: null }];
  const progress = { ...initialProgress(50), step: 7 };
  trainer.say({ type: 'progress', run: run(), progress, points });
  trainer.say({ type: 'checkpoint', run: run(), ...kept(7) });
}

describe('an earlier moment', () => {
  const shownStep = () =>
    (viewer.sent.flat() as ViewerCommand[]).findLast((command) => command.type === 'parameters')
      ?.model.parameters[0];

  it('is shown by every view, while training goes on', () => {
    trainToStep7();
    viewer.say({ type: 'done' });
    get().showMoment(0);
    viewer.say({ type: 'done' });
    expect(get().model?.parameters[0]).toBe(0);
    expect(shownStep()).toBe(0);
    trainer.say({ type: 'checkpoint', run: run(), ...kept(9) });
    expect(get().model?.parameters[0]).toBe(0);
    get().showMoment(null);
    viewer.say({ type: 'done' });
    expect(get().model?.parameters[0]).toBe(9);
    expect(shownStep()).toBe(9);
  });

  it('is trained on from, and what came after it can be brought back', () => {
    get().setTraining({ optimizer: 'adam' });
    trainToStep7();
    trainer.say({ type: 'checkpoint', run: run(), ...kept(9) });
    get().showMoment(7);
    get().trainFromPast();
    expect(lastBuild()?.checkpoint).toMatchObject({ step: 7, slots: { length: 8 } });
    expect(lastCommand()).toMatchObject({ type: 'train', run: run(), until: 'stopped' });
    expect(get()).toMatchObject({ phase: 'training', past: null, progress: { step: 7 } });
    expect(get().timeline.moments.length).toBe(2);
    get().restoreNetwork();
    expect(lastBuild()?.checkpoint?.step).toBe(9);
    expect(get().timeline.moments.length).toBe(3);
  });

  it('of another optimizer goes on with one that starts afresh, and says so', () => {
    trainToStep7();
    get().setTraining({ optimizer: 'adadelta' });
    get().showMoment(0);
    get().trainFromPast();
    expect(lastBuild()?.checkpoint?.slots.length).toBe(0);
    expect(said('outcome')).toContain('starts afresh');
  });

  it('of a run that another one has replaced is never shown: a slider may be late', () => {
    trainToStep7();
    get().pause();
    get().newSeed();
    trainer.say({ type: 'built', run: run(), ...kept(0) });
    get().showMoment(7);
    expect(get().past).toBeNull();
    expect(get().model).toMatchObject({ run: run(), step: 0 });
  });

  it('makes room for now when training goes on from there', () => {
    trainToStep7();
    get().pause();
    get().showMoment(0);
    get().train();
    expect(get().past).toBeNull();
    expect(get().model?.parameters[0]).toBe(7);
  });
});
