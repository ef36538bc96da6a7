import { themeStore } from '../theme.ts';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The page's colours as canvases need them. */
export interface Palette {
  ink: Rgb;
  paper: Rgb;
  input: Rgb;
  code: Rgb;
  output: Rgb;
}

const PROPERTIES = {
  ink: '--ink',
  paper: '--paper',
  input: '--input-fill',
  code: '--code-fill',
  output: '--output-fill',
} as const satisfies Record<keyof Palette, string>;

let cached: { state: unknown; palette: Palette } | null = null;

/** Colours of the theme in force, as the style sheet has them; read anew when the theme's state is. */
export function currentPalette(): Palette {
  const state = themeStore.getState();
  if (cached?.state !== state) cached = { state, palette: readPalette() };
  return cached.palette;
}

function readPalette(): Palette {
  const probe = document.createElement('span');
  // Forced colours leave canvases their own, and would give the probe the system's.
  probe.style.forcedColorAdjust = 'none';
  document.body.append(probe);
  const read = (property: string): Rgb => {
    probe.style.color = `var(${property})`;
    return parseRgb(getComputedStyle(probe).color);
  };
  const palette = {
    ink: read(PROPERTIES.ink),
    paper: read(PROPERTIES.paper),
    input: read(PROPERTIES.input),
    code: read(PROPERTIES.code),
    output: read(PROPERTIES.output),
  };
  probe.remove();
  return palette;
}

/** A computed colour, `rgb(47, 95, 208)`. */
export function parseRgb(text: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (a: number, b: number) => a + (b - a) * share;
  return [at(from[0], to[0]), at(from[1], to[1]), at(from[2], to[2])];
}

/** The hourglass's colour at `position`: 0 the input, 0.5 the code, 1 the output. */
export function flowColour(palette: Palette, position: number): Rgb {
  return position < 0.5
    ? mix(palette.input, palette.code, position * 2)
    : mix(palette.code, palette.output, position * 2 - 1);
}
