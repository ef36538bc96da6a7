import { summarize } from '../spec/network.ts';
import { sizeOf } from '../spec/shape.ts';
import type { Network } from '../spec/spec.ts';
import type { Playground } from '../store/state.ts';
import { writeLink } from './link.ts';
import type { EmbedState } from './messages.ts';

/** How the playground stands, as a host is told. */
export async function embedState(playground: Playground): Promise<EmbedState> {
  const { phase, asleep, progress, spec } = playground;
  const { step, epoch, epochs, loss, validation, imagesPerSecond } = progress;
  return {
    phase: asleep ? 'waiting' : phase,
    step,
    epoch,
    epochs,
    loss,
    validationLoss: validation,
    imagesPerSecond,
    codeSize: codeSizeOf(spec.network),
    link: (await writeLink(playground)) ?? '',
  };
}

/** Numbers in a network's code. */
export function codeSizeOf(network: Network): number {
  const { code } = summarize(network);
  return code ? sizeOf(code) : 0;
}
