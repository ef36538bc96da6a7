import { printed } from '../canvas/printing.ts';
import { chartSvg } from './chart-svg.ts';
import { pixelsSvg } from './pixels-svg.ts';

/** Pixels for a CSS pixel where lines and text are saved: 384 an inch. */
const PRINT_RATIO = 4;
/** Shorter sides of pictures made of pixels are enlarged to so many, each pixel a square: 4 inches. */
const SHORTEST = 1200;

/** A picture of the page as it stands, by the name that screen readers have for it. */
export interface PagePicture {
  name: string;
  png(): Promise<Blob>;
  /** Null of what is neither a chart nor made of pixels. */
  svg: (() => Promise<Blob>) | null;
}

/** The pictures and charts that are on the screen; those that buttons show are theirs. */
export function picturesOnPage(): PagePicture[] {
  const elements = document.querySelectorAll<HTMLCanvasElement | SVGSVGElement>(
    'canvas, svg[role="img"][aria-label]',
  );
  return [...elements].flatMap((element) => {
    const name = element.closest('[aria-label]')?.getAttribute('aria-label');
    const isShown = element.getClientRects().length > 0 && element.clientWidth > 1;
    if (!name || !isShown || element.closest('button, [aria-hidden]')) return [];
    return [{ name, ...(element instanceof SVGSVGElement ? chart(element) : canvas(element)) }];
  });
}

/** `What the network sees` as `what-the-network-sees`. */
export function fileName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['picture'];
  return words.join('-').slice(0, 60);
}

function canvas(element: HTMLCanvasElement): Omit<PagePicture, 'name'> {
  const print = printed(element, PRINT_RATIO);
  if (print) return { png: () => pngOf(print, 1), svg: null };
  const isOfPixels = getComputedStyle(element).imageRendering === 'pixelated';
  const scale = Math.max(1, Math.round(SHORTEST / Math.min(element.width, element.height)));
  return {
    png: () => pngOf(element, scale),
    svg: isOfPixels ? async () => svgFile(pixelsSvg(pixelsOf(element))) : null,
  };
}

function chart(element: SVGSVGElement): Omit<PagePicture, 'name'> {
  const svg = svgFile(chartSvg(element));
  const { width, height } = element.getBoundingClientRect();
  const png = async () => {
    const image = new Image(width * PRINT_RATIO, height * PRINT_RATIO);
    image.src = URL.createObjectURL(svg);
    try {
      await image.decode();
      return await pngOf(image, 1);
    } finally {
      URL.revokeObjectURL(image.src);
    }
  };
  return { png, svg: async () => svg };
}

function pixelsOf(element: HTMLCanvasElement): ImageData {
  const context = element.getContext('2d');
  if (!context) throw new Error('This browser does not let the page read the picture.');
  return context.getImageData(0, 0, element.width, element.height);
}

function svgFile(text: string): Blob {
  return new Blob([text], { type: 'image/svg+xml' });
}

/** On the page's paper, `scale` times as large, each pixel a square. */
async function pngOf(picture: HTMLCanvasElement | HTMLImageElement, scale: number): Promise<Blob> {
  const sheet = document.createElement('canvas');
  sheet.width = picture.width * scale;
  sheet.height = picture.height * scale;
  const context = sheet.getContext('2d');
  if (!context) throw new Error('This browser gives the page no canvas to write the picture with.');
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, 0, 0, sheet.width, sheet.height);
  return new Promise((resolve, reject) => {
    sheet.toBlob((png) => {
      if (png) resolve(png);
      else reject(new Error('The picture is too large for this browser to write.'));
    });
  });
}
