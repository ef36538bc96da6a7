import type { KeeperReply } from '../files/keeper-requests.ts';
import type { FileReply } from '../files/requests.ts';
import type { AnalystEvent } from '../protocol/analyst.ts';
import type { Heartbeat } from '../protocol/heart.ts';
import type { Checkpoint, TrainerCommand, TrainerEvent } from '../protocol/trainer.ts';
import type { ViewerEvent } from '../protocol/viewer.ts';
import type { OptimizerKind } from '../spec/optimizers.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { WorkerLike } from './supervised-worker.ts';

/** A worker's stand-in in tests: keeps what it was sent, says what the test wants said. */
export class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly sent: unknown[] = [];
  ended = false;

  postMessage(message: unknown): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  /** The run of the newest network that a trainer was to build. */
  get run(): number {
    const commands = this.sent as TrainerCommand[];
    return commands.findLast((command) => command.type === 'build')?.run ?? 0;
  }

  say(
    event: TrainerEvent | ViewerEvent | AnalystEvent | FileReply | Heartbeat | KeeperReply,
  ): void {
    this.onmessage?.({ data: event } as MessageEvent);
  }
}

/** Of a network of four parameters, each the number of the step. */
export function checkpoint(step: number): Checkpoint {
  const parameters = new Float32Array(4).fill(step);
  return {
    parameters,
    slots: new Float32Array(8),
    step,
    optimizerStart: 0,
    epoch: 0,
    position: 0,
    elapsed: 0,
  };
}

/** What a trainer says of it: Adam's two arrays. */
export function kept(step: number): { checkpoint: Checkpoint; optimizer: OptimizerKind } {
  return { checkpoint: checkpoint(step), optimizer: 'adam' };
}

/** 1,000 test images of grey, of every digit in turn. */
export function testImages(): TrainerEvent {
  const labels = Uint8Array.from({ length: 1000 }, (_, i) => i % 10);
  return { type: 'testImages', pixels: new Uint8Array(1000 * DIGIT_SIZE).fill(51), labels };
}
