/** Shorter sides are enlarged to so many pixels, each a square. */
const SHORTEST = 224;

/** A picture of the page as it stands, by the name that screen readers have for it. */
export interface PagePicture {
  name: string;
  canvas: HTMLCanvasElement;
}

/** The pictures that are on the screen; those that buttons show are theirs. */
export function picturesOnPage(): PagePicture[] {
  return [...document.querySelectorAll('canvas')].flatMap((canvas) => {
    const name = canvas.closest('[aria-label]')?.getAttribute('aria-label');
    const isShown = canvas.width > 1 && canvas.getClientRects().length > 0;
    return name && isShown && !canvas.closest('button') ? [{ name, canvas }] : [];
  });
}

/** The picture as PNG, on the page's paper, small ones enlarged. */
export async function pngOf({ canvas }: PagePicture): Promise<Blob> {
  const scale = Math.max(1, Math.round(SHORTEST / Math.min(canvas.width, canvas.height)));
  const enlarged = document.createElement('canvas');
  enlarged.width = canvas.width * scale;
  enlarged.height = canvas.height * scale;
  const context = enlarged.getContext('2d');
  if (!context) throw new Error('This browser gives the page no canvas to write the picture with.');
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, enlarged.width, enlarged.height);
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, enlarged.width, enlarged.height);
  return new Promise((resolve, reject) => {
    enlarged.toBlob((png) => {
      if (png) resolve(png);
      else reject(new Error('The picture is too large for this browser to write.'));
    });
  });
}

/** `What the network sees` as `what-the-network-sees.png`. */
export function pngName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['picture'];
  return `${words.join('-').slice(0, 60)}.png`;
}
