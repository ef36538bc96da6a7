import { summarize } from '../spec/network.ts';
import { sizeOf } from '../spec/shape.ts';
import type { Playground } from '../store/state.ts';
import { writeLink } from './link.ts';
import type { EmbedState } from './messages.ts';

/** How the playground stands, as a host is told. */
export async function embedState(playground: Playground): Promise<EmbedState> {
  const { phase, asleep, progress, spec } = playground;
  const { step, epoch, epochs, loss, validation, imagesPerSecond } = progress;
  const { code } = summarize(spec.network);
  return {
    phase: asleep ? 'waiting' : phase,
    step,
    epoch,
    epochs,
    loss,
    validationLoss: validation,
    imagesPerSecond,
    codeSize: code ? sizeOf(code) : 0,
    link: (await writeLink(playground)) ?? '',
  };
}
