import { summarize } from '../spec/network.ts';
import { sizeOf } from '../spec/shape.ts';
import type { Network } from '../spec/spec.ts';
import styles from './poster.module.css';

interface PosterContent {
  title: string;
  network: Network;
  /** What of the author's parameters was not understood. */
  problems: readonly string[];
  /** Address of the full page with the same experiment. */
  fullPage: string;
  /** What the button says. */
  start: string;
  onStart(): void;
}

/** What stands in an embed until the playground is loaded. */
export interface Poster {
  showLoading(): void;
  /** Lets the reader press the button again, which now says `label`. */
  allowStart(label: string): void;
  /** Why nothing has come yet, in a sentence. */
  showProblem(sentence: string): void;
}

/** Draws the poster: the network's outline and a button. Plain DOM, for it must weigh next to nothing. */
export function showPoster(root: HTMLElement, content: PosterContent): Poster {
  const start = element('button', styles.start, content.start);
  start.type = 'button';
  start.addEventListener('click', content.onStart);
  const status = element('p', styles.status);
  status.setAttribute('role', 'status');

  const full = element('a', styles.full, 'Open full page');
  full.href = content.fullPage;
  full.target = '_blank';
  full.rel = 'noopener';

  const poster = element('main', styles.poster);
  poster.append(
    element('h1', styles.title, content.title),
    outline(content.network),
    start,
    status,
    ...content.problems.map((problem) => element('p', styles.problem, problem)),
    full,
  );
  root.replaceChildren(poster);
  return {
    showLoading() {
      // Not disabled, which would lose the keyboard's place.
      start.ariaDisabled = 'true';
      status.textContent = 'Loading the playground…';
      status.className = styles.status ?? '';
    },
    allowStart(label) {
      start.ariaDisabled = null;
      start.textContent = label;
    },
    showProblem(sentence) {
      status.textContent = sentence;
      status.className = styles.problem ?? '';
    },
  };
}

/** Bars as high as the logarithm of the numbers that pass: the hourglass in its simplest form. */
function outline(network: Network): SVGSVGElement {
  const { input, layers } = summarize(network);
  const sizes = [sizeOf(input), ...layers.map(({ output }) => sizeOf(output))];
  const most = Math.log(Math.max(...sizes) + 1);
  const image = svg('svg', { viewBox: `0 0 ${sizes.length * 10 - 4} 40`, 'aria-hidden': 'true' });
  image.classList.add(styles.outline ?? '');
  const code = network.encoder.length;
  for (const [index, size] of sizes.entries()) {
    const height = (40 * Math.log(size + 1)) / most;
    const place = { x: `${index * 10}`, y: `${20 - height / 2}`, width: '6', height: `${height}` };
    const bar = svg('rect', { ...place, rx: '1.5' });
    const share = index <= code ? index / code : 1 - (index - code) / (sizes.length - 1 - code);
    bar.style.setProperty('--share', `${Math.round(100 * share)}%`);
    bar.style.setProperty('--end', `var(--${index <= code ? 'input' : 'output'}-fill)`);
    image.append(bar);
  }
  return image;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string | undefined,
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className ?? '';
  made.textContent = text;
  return made;
}

function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
