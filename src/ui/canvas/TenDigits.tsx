import type { Playground } from '../../store/state.ts';
import { drawPictures, ROW_WIDTH, readPictures } from './digit-row.ts';
import { useCanvas } from './use-canvas.ts';

interface TenDigitsProps {
  /** For screen readers, and where it is saved. */
  name: string;
  /** 784 values each; fewer where not all digits train. */
  select(playground: Playground): Float32Array | null;
}

/** Up to ten pictures in a row, which tell the value under the pointer. */
export function TenDigits({ name, select }: TenDigitsProps) {
  const canvas = useCanvas(select, drawPictures, readPictures);
  return <canvas ref={canvas} role="img" aria-label={name} width={ROW_WIDTH} height={28} />;
}
