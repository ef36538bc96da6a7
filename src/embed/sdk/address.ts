import { home } from './home.ts';
import { PARAMETERS } from './options.ts';

/**
 * Address of the embed's page for an element's attributes.
 *
 * @throws TypeError if `src` is no address, or is needed and missing
 */
export function addressOf(element: Element): URL {
  const folder = new URL(element.getAttribute('src') || home(), document.baseURI);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  const address = new URL('embed.html', folder);
  for (const name of PARAMETERS) {
    const value = element.getAttribute(name);
    if (value !== null) address.searchParams.append(name, value);
  }
  address.hash = element.getAttribute('link')?.split('#').at(-1) ?? '';
  return address;
}
