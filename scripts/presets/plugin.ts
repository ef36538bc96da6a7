import type { Plugin } from 'vite';
import { presetSlug } from '../../src/spec/preset-slugs.ts';
import { type PresetKind, presets } from '../../src/spec/presets.ts';
import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import { readSource } from '../mnist/source.ts';
import { siteUrl } from '../site.ts';
import { presetOembed, presetPage } from './page.ts';
import { presetPicture } from './picture.ts';
import { encodePng } from './png.ts';

/** The test image in the pictures: a two. */
const SHOWN = 1;

/**
 * Makes, for each preset, a page to link to, its picture for previews, and what oEmbed says of it:
 * `presets/deep-4.html`, `presets/deep-4.png` and `oembed/deep-4.json`. A build alone makes them.
 */
export function presetPages(): Plugin {
  return {
    name: 'preset-pages',
    apply: 'build',

    async generateBundle() {
      const site = siteUrl();
      const { test } = await readSource();
      const digit = test.images.subarray(SHOWN * DIGIT_SIZE, (SHOWN + 1) * DIGIT_SIZE);
      for (const kind of Object.keys(presets) as PresetKind[]) {
        const slug = presetSlug(kind);
        const files = {
          [`presets/${slug}.html`]: await presetPage(kind, site),
          [`presets/${slug}.png`]: encodePng(presetPicture(kind, digit)),
          [`oembed/${slug}.json`]: presetOembed(kind, site),
        };
        for (const [fileName, source] of Object.entries(files)) {
          this.emitFile({ type: 'asset', fileName, source });
        }
      }
    },
  };
}
