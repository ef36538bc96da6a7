import type { Playground } from '../../store/state.ts';

/** Shows a test digit other than the one that is shown. */
export function showAnother({ testImages, source, showTestImage }: Playground): void {
  const count = testImages?.labels.length ?? 0;
  if (count < 2) return;
  const shown = source.kind === 'test' ? source.index : 0;
  showTestImage((shown + 1 + Math.floor(Math.random() * (count - 1))) % count);
}
