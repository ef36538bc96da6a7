import type { Theme } from '../theme.ts';

/**
 * A colour a digit, 0 to 9: Paul Tol's muted scheme, which colour-blind people can tell apart, with the
 * light ones darkened for paper and the dark ones lightened for night. Source:
 * personal.sron.nl/~pault, "Introduction to colour schemes".
 */
export const digitColours: Readonly<Record<Theme, readonly string[]>> = {
  light: [
    '#332288',
    '#1f84a8',
    '#2c8577',
    '#117733',
    '#7b7a1e',
    '#a5741a',
    '#c24a62',
    '#882255',
    '#a23f97',
    '#5f5f5f',
  ],
  dark: [
    '#9d94f2',
    '#88ccee',
    '#4fc0ae',
    '#5cbd77',
    '#bdbc4c',
    '#e6cf6a',
    '#ee8b9c',
    '#d96a9f',
    '#d98fd0',
    '#c4c4c4',
  ],
};
