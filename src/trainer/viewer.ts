import type { Engine } from '../engine/engine.ts';
import { lower } from '../engine/lowering/lower.ts';
import type { Program } from '../engine/program.ts';
import { ReferenceEngine } from '../engine/reference/reference-engine.ts';
import type { ViewerCommand, ViewerEvent } from '../protocol/viewer.ts';

/** The viewer never trains: which loss and optimizer its programs name makes no difference. */
const FORWARD_ONLY = { loss: 'meanSquaredError', optimizer: 'sgd' } as const;
const NO_IMAGES = new Uint8Array(0);

/**
 * Answers what the newest parameters make of a few pictures, in a thread of its own: the trainer's may
 * be busy with one batch for seconds. For single pictures the reference engine is fast enough.
 */
export class Viewer {
  private readonly post: (event: ViewerEvent) => void;
  private readonly engine: Engine = new ReferenceEngine();
  private run = 0;
  private program: Program | null = null;
  private hasParameters = false;
  private picture: Float32Array | null = null;
  private code: Float32Array | null = null;
  private digits: Float32Array | null = null;

  constructor(post: (event: ViewerEvent) => void) {
    this.post = post;
  }

  /** Takes the newest command of each type, and answers what they change. */
  async take(commands: readonly ViewerCommand[]): Promise<void> {
    for (const command of commands) await this.obey(command);
    if (this.hasParameters) {
      await this.answerPicture();
      const asksDigits = commands.some(({ type }) => type === 'digits' || type === 'parameters');
      if (asksDigits) await this.answerDigits();
    }
    this.post({ type: 'done' });
  }

  private async obey(command: ViewerCommand): Promise<void> {
    switch (command.type) {
      case 'network':
        this.run = command.run;
        this.program = lower({ network: command.network, training: FORWARD_ONLY });
        this.hasParameters = false;
        this.code = null;
        break;
      case 'parameters':
        if (command.run === this.run) await this.load(command.parameters);
        break;
      case 'picture':
        this.picture = command.picture;
        this.code = null;
        break;
      case 'digits':
        this.digits = command.pictures;
        break;
      case 'code':
        this.code = command.code;
        break;
    }
  }

  private async load(parameters: Float32Array<ArrayBuffer>): Promise<void> {
    if (!this.program) return;
    const slots = new Float32Array(this.program.slotCount * this.program.parameterCount);
    await this.engine.load(this.program, { parameters, slots, step: 0 }, NO_IMAGES);
    this.hasParameters = true;
  }

  private async answerPicture(): Promise<void> {
    if (!this.picture) return;
    const layers = await this.engine.activations(this.picture, this.code);
    this.post({ type: 'activations', run: this.run, layers });
  }

  private async answerDigits(): Promise<void> {
    if (!this.digits) return;
    const codes = await this.engine.encode(this.digits);
    const reconstructions = await this.engine.decode(codes);
    this.post({ type: 'digits', run: this.run, codes, reconstructions });
  }
}
