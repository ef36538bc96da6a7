import { expect, it } from 'vitest';
import type { TrainerCommand } from '../protocol/trainer.ts';
import { presetSpec } from '../spec/presets.ts';
import { Inbox } from './inbox.ts';

const build = (run: number): TrainerCommand => ({
  type: 'build',
  spec: presetSpec('vanilla'),
  backend: 'auto',
  checkpoint: null,
  run,
});

const train: TrainerCommand = { type: 'train', run: 1, turn: 1, until: 'stopped' };
const pause: TrainerCommand = { type: 'pause', run: 1 };

function order(...commands: TrainerCommand[]): TrainerCommand[] {
  const inbox = new Inbox<TrainerCommand>();
  for (const command of commands) inbox.add(command);
  const taken: TrainerCommand[] = [];
  for (let next = inbox.next(); next; next = inbox.next()) taken.push(next);
  return taken;
}

it('hands out commands in the order in which they came', () => {
  const commands: TrainerCommand[] = [build(1), train, pause, { type: 'backend', choice: 'cpu' }];
  expect(order(...commands)).toEqual(commands);
});

it('builds only the newest network, and opens the data set all the same', () => {
  expect(
    order(
      { type: 'open', savesData: false, baseUrl: './' },
      build(1),
      train,
      build(2),
      pause,
      build(3),
      train,
    ),
  ).toEqual([{ type: 'open', savesData: false, baseUrl: './' }, build(3), train]);
});
