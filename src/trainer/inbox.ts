import type { TrainerCommand } from '../protocol/trainer.ts';

/**
 * Commands that wait for their turn. A build takes the place of what waits before it: the network of
 * that is never seen. Only `open` stays, as the images are every network's.
 */
export class Inbox<Command extends Pick<TrainerCommand, 'type'>> {
  private waiting: Command[] = [];

  add(command: Command): void {
    if (command.type === 'build') {
      this.waiting = this.waiting.filter(({ type }) => type === 'open');
    }
    this.waiting.push(command);
  }

  /** The next command, taken out; undefined where none waits. */
  next(): Command | undefined {
    return this.waiting.shift();
  }
}
