import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLink } from '../../src/embed/read-link.ts';
import { type PresetKind, presetSpec, presets } from '../../src/spec/presets.ts';
import { siteUrl } from '../site.ts';
import { presetOembed, presetPage } from './page.ts';
import { PICTURE, presetPicture } from './picture.ts';
import { encodePng } from './png.ts';
import { createRaster, fillRectangle } from './raster.ts';

const kinds = Object.keys(presets) as PresetKind[];
const SITE = 'https://example.org/playground/';

describe('a PNG', () => {
  it('holds its pixels, row by row', () => {
    const raster = createRaster(3, 2, [1, 2, 3]);
    fillRectangle(raster, { left: 1.4, top: 0.6, width: 9, height: 9 }, [200, 100, 0]);
    const png = encodePng(raster);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([3, 2]);
    const start = png.indexOf('IDAT') + 4;
    const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
    const [paper, ink] = [
      [1, 2, 3],
      [200, 100, 0],
    ];
    expect([...rows]).toEqual([0, paper, paper, paper, 0, paper, ink, ink].flat(2));
  });
});

describe('a preset’s picture', () => {
  const digit = new Uint8Array(784).fill(255, 300, 320);
  it.each(kinds)('is small and has the three colours: %s', (kind) => {
    const picture = presetPicture(kind, digit);
    expect(encodePng(picture).length).toBeLessThan(60_000);
    const colours = new Set<string>();
    const middle = (PICTURE.height / 2) * PICTURE.width * 3;
    for (let x = 0; x < PICTURE.width; x++) {
      colours.add(picture.pixels.subarray(middle + x * 3, middle + x * 3 + 3).join());
    }
    expect([...colours]).toEqual(expect.arrayContaining(['63,111,224', '208,38,122', '226,148,0']));
  });
});

describe('a preset’s page', () => {
  it.each(kinds)('leads to its experiment: %s', async (kind) => {
    const page = await presetPage(kind, null);
    const [, hash = ''] = /url=\.\.\/index\.html(#[^"]+)"/.exec(page) ?? [];
    expect((await readLink(hash)).shared?.spec).toEqual(presetSpec(kind));
    expect(page).toContain(`<a href="../index.html${hash}">`);
  });

  it('has absolute addresses where the site is known', async () => {
    const page = await presetPage('deep', SITE);
    expect(page).toContain(`property="og:image" content="${SITE}presets/deep-4.png"`);
    expect(page).toContain(`property="og:url" content="${SITE}presets/deep-4.html"`);
    expect(page).toContain(`href="${SITE}oembed/deep-4.json"`);
    expect(await presetPage('deep', null)).not.toContain('og:url');
  });
});

describe('oEmbed', () => {
  it('gives a frame where the site is known', () => {
    const oembed = JSON.parse(presetOembed('nearest', SITE));
    expect(oembed).toMatchObject({ version: '1.0', type: 'rich', width: 960, height: 640 });
    expect(oembed.html).toContain(`src="${SITE}embed.html?preset=convolutional-nearest-neighbour"`);
    expect(oembed.thumbnail_url).toBe(`${SITE}presets/convolutional-nearest-neighbour.png`);
  });

  it('gives a link without relative addresses where it is not', () => {
    expect(JSON.parse(presetOembed('deep', null))).toEqual({
      version: '1.0',
      type: 'link',
      title: 'Deep 4 · Autoencoder playground',
      provider_name: 'Autoencoder playground',
    });
  });
});

it.each<[string | undefined, string | null]>([
  [undefined, null],
  ['', null],
  ['https://example.org', 'https://example.org/'],
  ['https://example.org/playground', SITE],
])('takes the site %s', (text, site) => {
  expect(siteUrl(text)).toBe(site);
});

it.each(['example.org', 'javascript:alert(1)', 'https://example.org/?a=1'])(
  'refuses the site %s',
  (text) => {
    expect(() => siteUrl(text)).toThrow('SITE_URL');
  },
);
