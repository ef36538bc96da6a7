import { codeSpread } from '../analysis/code-spread.ts';
import { intersectionOverUnion } from '../analysis/overlap.ts';
import { corrupt, targetsOf } from '../data/corruption.ts';
import { createRandom } from '../data/random.ts';
import type { Engine } from '../engine/engine.ts';
import { lower } from '../engine/lowering/lower.ts';
import type { Program } from '../engine/program.ts';
import { createSideEngine } from '../engine/side-engine.ts';
import type { ModelId } from '../protocol/model.ts';
import type { ViewerCommand, ViewerEvent } from '../protocol/viewer.ts';
import type { Parameter } from '../spec/parameters.ts';
import { isVariational } from '../spec/penalties.ts';
import type { Network } from '../spec/spec.ts';
import { type Corruption, NO_CORRUPTION, targetsMask } from '../spec/tasks.ts';

/** The viewer never trains: which loss and optimizer its programs name makes no difference. */
const FORWARD_ONLY = { loss: 'meanSquaredError', optimizer: 'sgd' } as const;
const NO_IMAGES = new Uint8Array(0);

type Shown = Extract<ViewerCommand, { type: 'parameters' }>['model'];

/**
 * Answers what the newest parameters make of a few pictures, in a thread of its own: the trainer's may
 * be busy with one batch for seconds.
 */
export class Viewer {
  private readonly post: (event: ViewerEvent) => void;
  private readonly engine: Promise<Engine> = createSideEngine();
  private run = 0;
  private network: Network | null = null;
  private program: Program | null = null;
  private stage: number | null = null;
  private corruption: { corruption: Corruption; seed: number } = {
    corruption: NO_CORRUPTION,
    seed: 0,
  };
  /** The newest state, which the engine has; null before the first. */
  private model: { id: ModelId; parameters: Float32Array } | null = null;
  private picture: Float32Array<ArrayBuffer> | null = null;
  private code: Float32Array | null = null;
  private digits: Float32Array<ArrayBuffer> | null = null;

  constructor(post: (event: ViewerEvent) => void) {
    this.post = post;
  }

  /** Takes the newest command of each type, and answers what they change. */
  async take(commands: readonly ViewerCommand[]): Promise<void> {
    for (const command of commands) await this.obey(command);
    if (this.model) {
      await this.answerPicture();
      const asksDigits = commands.some(({ type }) => type !== 'picture' && type !== 'code');
      if (asksDigits) await this.answerDigits();
    }
    this.post({ type: 'done' });
  }

  private async obey(command: ViewerCommand): Promise<void> {
    switch (command.type) {
      case 'network':
        this.run = command.run;
        this.network = command.network;
        this.program = null;
        this.model = null;
        this.code = null;
        break;
      case 'parameters':
        if (command.model.run === this.run) await this.load(command.model);
        break;
      case 'corruption':
        this.corruption = command;
        break;
      case 'picture':
        this.picture = command.picture;
        this.code = null;
        break;
      case 'digits':
        this.digits = command.pictures;
        break;
      case 'code':
        if (command.run === this.run) this.code = command.code;
        break;
    }
  }

  private async load({ run, step, version, stage, parameters }: Shown): Promise<void> {
    if (!this.network) return;
    if (!this.program || stage !== this.stage) {
      this.program = lower({ network: this.network, training: FORWARD_ONLY }, stage);
      this.stage = stage;
      this.code = null;
    }
    const slots = new Float32Array(this.program.slotCount * this.program.parameterCount);
    const engine = await this.engine;
    await engine.load(this.program, { parameters, slots, step: 0 }, NO_IMAGES);
    this.model = { id: { run, step, version }, parameters };
  }

  private async answerPicture(): Promise<void> {
    if (!this.model || !this.picture || !this.network || !this.program) return;
    const input = this.corrupted(this.picture, 'picture');
    const engine = await this.engine;
    // One that was set for another stage of training layer by layer does not fit.
    if (this.code?.length !== this.program.buffers[this.program.code]?.size) this.code = null;
    const running = await engine.activations(input, this.code);
    const count = this.network.encoder.length + this.network.decoder.length;
    const layers = Array.from({ length: count }, () => new Float32Array(0));
    for (const [place, { index }] of this.program.layers.entries()) {
      layers[index] = running[place] ?? new Float32Array(0);
    }
    const target = targetsOf(this.picture.slice(), this.corruption.corruption);
    const spread = this.code ? null : this.spreadOf(layers, input);
    this.post({ type: 'activations', model: this.model.id, input, target, layers, spread });
  }

  /** Of a variational code, given every layer's output for what went in. */
  private spreadOf(layers: readonly Float32Array[], input: Float32Array) {
    const { network, program, model } = this;
    if (!network || !program || !model || !isVariational(network)) return null;
    const last = network.encoder.length - 1;
    const [kernel, bias] = program.layers.find(({ index }) => index === last)?.parameters ?? [];
    if (!kernel || !bias) return null;
    const of = ({ offset, size }: Parameter) => model.parameters.subarray(offset, offset + size);
    return codeSpread(layers[last - 1] ?? input, of(kernel), of(bias));
  }

  private async answerDigits(): Promise<void> {
    if (!this.model || !this.digits) return;
    const inputs = this.corrupted(this.digits, 'digits');
    const engine = await this.engine;
    const codes = await engine.encode(inputs);
    const reconstructions = await engine.decode(codes);
    const { corruption } = this.corruption;
    const overlap = targetsMask(corruption)
      ? intersectionOverUnion(reconstructions, targetsOf(this.digits, corruption))
      : null;
    const { id: model } = this.model;
    this.post({ type: 'digits', model, inputs, codes, reconstructions, overlap });
  }

  /** A corrupted copy; always by the same chance, so that pictures stand still while it trains. */
  private corrupted(pictures: Float32Array, name: string): Float32Array<ArrayBuffer> {
    const { corruption, seed } = this.corruption;
    const inputs = Float32Array.from(pictures);
    corrupt(inputs, corruption, createRandom(seed, `shown:${name}`));
    return inputs;
  }
}
