/**
 * Where the page will be: from the environment's `SITE_URL`, its last slash included; null where the
 * build need not know.
 *
 * @throws Error if it is no address of the web
 */
export function siteUrl(text = process.env.SITE_URL): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new Error(`SITE_URL is no address of a site: ${text}`);
  }
  return url.href.replace(/\/?$/, '/');
}
