import { expect, it } from 'vitest';
import { pixelsSvg } from './pixels-svg.ts';

it('draws a shape for each run of equal pixels, and none for clear ones', () => {
  const white = [255, 255, 255, 255];
  const faint = [200, 0, 0, 51];
  const clear = [9, 9, 9, 0];
  const data = Uint8ClampedArray.from([...white, ...white, ...faint, ...clear, ...clear, ...white]);
  expect(pixelsSvg({ width: 3, height: 2, data }).split('\n')).toEqual([
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2" width="3" height="2" shape-rendering="crispEdges">',
    '<path d="M0 0H2v1H0z" fill="rgb(255 255 255)"/>',
    '<path d="M2 0H3v1H2z" fill="rgb(200 0 0)" fill-opacity="0.200"/>',
    '<path d="M2 1H3v1H2z" fill="rgb(255 255 255)"/>',
    '</svg>',
  ]);
});
