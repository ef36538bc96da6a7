import { isSoftwareName } from './software-adapter.ts';

/** A WebGL context fit to train with, or the reason why there is none: a sentence for people. */
export type WebglAnswer =
  | { canvas: OffscreenCanvas; gl: WebGL2RenderingContext; name: string }
  | { reason: string };

/**
 * Asks the browser for WebGL 2 that draws 32-bit floats; with 16 bits, training ends in NaN.
 * @param failIfMajorPerformanceCaveat whether to have none rather than a slow one
 */
export function openWebglContext(failIfMajorPerformanceCaveat = false): WebglAnswer {
  if (typeof OffscreenCanvas === 'undefined') {
    return { reason: 'This browser has no WebGL outside of the page’s own thread.' };
  }
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    powerPreference: 'high-performance',
    failIfMajorPerformanceCaveat,
  });
  if (!gl) return { reason: 'This browser has no WebGL 2, or it is switched off.' };
  if (!gl.getExtension('EXT_color_buffer_float')) {
    closeWebglContext(gl);
    return { reason: 'This device’s WebGL keeps 16-bit numbers only, too coarse to train with.' };
  }
  return { canvas, gl, name: rendererName(gl) };
}

/** Whether there is such a context, its adapter's name, and whether it is software. */
export async function probeWebgl() {
  const answer = openWebglContext();
  if ('reason' in answer) return { available: false, detail: answer.reason };
  closeWebglContext(answer.gl);
  const { name } = answer;
  return { available: true, detail: name, software: isSoftwareName(name) || !isFast() };
}

/** Whether the browser finds its context fast: it has no major reservation about it. */
function isFast(): boolean {
  const answer = openWebglContext(true);
  if ('gl' in answer) closeWebglContext(answer.gl);
  return 'gl' in answer;
}

/** Gives the context back at once: browsers allow only a few at a time. */
function closeWebglContext(gl: WebGL2RenderingContext): void {
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}

/** "ANGLE (vendor, the adapter's name, driver)" in most browsers: the middle is for people. */
function rendererName(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return /^ANGLE \([^,]*, (.*), [^,]*\)$/.exec(renderer)?.[1] ?? renderer;
}
