import { writeLink } from '../../src/embed/link.ts';
import { presetSlug } from '../../src/spec/preset-slugs.ts';
import { type PresetKind, presetSpec, presets } from '../../src/spec/presets.ts';
import { PICTURE } from './picture.ts';

const SITE_NAME = 'Autoencoder playground';
/** CSS pixels of the frame that a consumer of oEmbed makes; it follows no height. */
const FRAME = { width: 960, height: 640 } as const;

const titleOf = (kind: PresetKind) => `${presets[kind].label} · ${SITE_NAME}`;

/** The preset in the full page, as seen from `folder`. */
async function playgroundLink(kind: PresetKind, folder: string): Promise<string> {
  const hash = await writeLink({ spec: presetSpec(kind), view: 'network' });
  if (hash === null) throw new Error(`The preset ${kind} is too large for a link.`);
  return `${folder}${hash}`;
}

/**
 * A page to link to: previews of it show the preset's picture and sentence, and readers go on to the
 * playground.
 *
 * @param site the playground's address; without it `og:` addresses are relative, which some previews
 *   do not follow, and those that have to be absolute are left out
 */
export async function presetPage(kind: PresetKind, site: string | null): Promise<string> {
  const slug = presetSlug(kind);
  const { label, summary } = presets[kind];
  const link = escapeHtml(await playgroundLink(kind, '../index.html'));
  const properties = {
    'og:type': 'website',
    'og:site_name': SITE_NAME,
    'og:title': titleOf(kind),
    'og:description': summary,
    ...(site && { 'og:url': `${site}presets/${slug}.html` }),
    'og:image': `${site ? `${site}presets/` : ''}${slug}.png`,
    'og:image:type': 'image/png',
    'og:image:width': PICTURE.width,
    'og:image:height': PICTURE.height,
    'og:image:alt': `A digit, the layers of ${label} as bars, and the digit that they are to give.`,
  };
  const tags = Object.entries(properties).map(
    ([name, value]) => `<meta property="${name}" content="${escapeHtml(String(value))}" />`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escapeHtml(titleOf(kind))}</title>
    <meta name="description" content="${escapeHtml(summary)}" />
    ${tags.join('\n    ')}
    <meta name="twitter:card" content="summary_large_image" />
    <link
      rel="alternate"
      type="application/json+oembed"
      href="${site ?? '../'}oembed/${slug}.json"
      title="${escapeHtml(titleOf(kind))}"
    />
    <meta http-equiv="refresh" content="0; url=${link}" />
  </head>
  <body>
    <p><a href="${link}">${escapeHtml(label)} in the autoencoder playground</a></p>
    <p>${escapeHtml(summary)}</p>
  </body>
</html>
`;
}

/**
 * What oEmbed says of a preset: a frame, or without the site's address, which a frame elsewhere needs,
 * a mere link. https://oembed.com
 */
export function presetOembed(kind: PresetKind, site: string | null): string {
  const slug = presetSlug(kind);
  const common = { version: '1.0', title: titleOf(kind), provider_name: SITE_NAME };
  if (site === null) return JSON.stringify({ ...common, type: 'link' });
  const { width, height } = FRAME;
  const frame = [
    `<iframe src="${escapeHtml(`${site}embed.html?preset=${slug}`)}"`,
    `title="${escapeHtml(titleOf(kind))}" width="${width}" height="${height}"`,
    'style="border: 0; max-width: 100%" allow="clipboard-write; fullscreen"></iframe>',
  ];
  return JSON.stringify({
    ...common,
    type: 'rich',
    provider_url: site,
    width,
    height,
    html: frame.join(' '),
    thumbnail_url: `${site}presets/${slug}.png`,
    thumbnail_width: PICTURE.width,
    thumbnail_height: PICTURE.height,
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
