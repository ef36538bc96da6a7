/** CSS pixels that a playground takes before it has told its height. */
const FIRST_HEIGHT = 480;

/** The element's own style sheet; the page's rules for the element come before `:host`. */
export function stylesOf(height: string | null): string {
  const pixels = Number.parseFloat(height ?? '') || FIRST_HEIGHT;
  return `:host { display: block; position: relative; height: ${pixels}px }
:host([hidden]) { display: none }
iframe { display: block; width: 100%; height: 100%; border: 0 }
p { position: absolute; inset: 0 0 auto; margin: 0; padding: 1em; background: canvas; color: canvastext; font: 1rem/1.5 system-ui }`;
}

export function makeFrame(address: URL, name: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.name = name;
  frame.allow = 'cross-origin-isolated; clipboard-write; fullscreen';
  frame.src = address.href;
  return frame;
}

/** Why there is no playground, and where it can be found. */
export function makeNotice(message: string, address: URL | null): HTMLElement {
  const notice = document.createElement('p');
  notice.setAttribute('role', 'alert');
  notice.append(message);
  if (address) {
    const link = document.createElement('a');
    link.href = address.href;
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = 'Open it on a page of its own.';
    notice.append(' ', link);
  }
  return notice;
}
