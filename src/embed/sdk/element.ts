import {
  type EmbedEvents,
  type EmbedState,
  type EventName,
  FRAME_NAME,
  MAX_CODE,
  type Options,
  type Theme,
} from '../messages.ts';
import { addressOf } from './address.ts';
import { Conversation } from './conversation.ts';
import { PARAMETERS } from './options.ts';
import { readNumbers, readPicture } from './read-numbers.ts';
import { makeFrame, makeNotice, stylesOf } from './shadow.ts';

/** Milliseconds until a frame that is silent is called so. */
const PATIENCE = 10_000;
/** CSS pixels that a frame may take at most. */
const MAX_HEIGHT = 10_000;

/** By name, as in the embed's address: `{ preset: 'deep-4', epochs: 3, panels: ['loss'] }`. */
type Parameters = Readonly<Record<string, string | number | readonly string[]>>;

type Listen = <Name extends EventName>(
  type: Name,
  listener: (event: CustomEvent<EmbedEvents[Name]>) => void,
  options?: boolean | AddEventListenerOptions,
) => void;

// On a server there are no elements, and a page that is made there needs none yet.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * `<autoencoder-playground preset="deep-4" panels="drawing,hourglass,loss">`: a playground in a frame
 * of its own. Its attributes are the fields of {@link PlaygroundOptions}, its events those of
 * {@link EmbedEvents}.
 *
 * Every method gives a promise, which rejects with a sentence. What is asked for before the playground
 * is there waits for it.
 */
export class AutoencoderPlaygroundElement extends Base {
  static readonly observedAttributes = [...PARAMETERS, 'link', 'src', 'height', 'title'];

  declare addEventListener: Listen & HTMLElement['addEventListener'];
  declare removeEventListener: Listen & HTMLElement['removeEventListener'];

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #styles = new CSSStyleSheet();
  readonly #conversation = new Conversation({
    onWelcome: (understood) => this.#welcome(understood),
    onHeight: (pixels) => this.#follow(pixels),
    onEvent: (name, detail) => this.#say(name, detail),
  });
  /** Attributes that changed since the frame was last told. */
  readonly #changed = new Set<string>();
  #frame: HTMLIFrameElement | null = null;
  #notice: HTMLElement | null = null;
  #sight: IntersectionObserver | null = null;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** What the frame has told since the last picture of the screen. */
  #toldHeight: number | null = null;

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [this.#styles];
    this.#arrange();
    if (this.getAttribute('loading') !== 'lazy') {
      this.#open();
      return;
    }
    this.#sight = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#open();
      },
      { rootMargin: '100%' },
    );
    this.#sight.observe(this);
  }

  disconnectedCallback(): void {
    this.#conversation.refuse('The playground was taken off the page.');
    this.#close();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    // Before the frame is there, its address takes them all.
    if (!this.#frame || before === now) return;
    if (name === 'height' || name === 'title') {
      this.#arrange();
    } else {
      if (this.#changed.size === 0) queueMicrotask(() => this.#tellChanges());
      this.#changed.add(name);
    }
  }

  /** Changes parameters, named as in the embed's address; those left out stay. */
  configure(parameters: Parameters): Promise<EmbedState> {
    const texts = Object.entries(parameters).map(([name, value]) => [name, String(value)]);
    return this.#conversation.ask('configure', { options: Object.fromEntries(texts) });
  }

  /** A method too; frameworks that find a property of an attribute's name assign to it. */
  get train(): () => Promise<EmbedState> {
    return () => this.#conversation.ask('train', {});
  }

  set train(when: string) {
    this.setAttribute('train', when);
  }

  pause(): Promise<EmbedState> {
    return this.#conversation.ask('pause', {});
  }

  step(unit: 'batch' | 'epoch' = 'batch'): Promise<EmbedState> {
    return this.#conversation.ask('step', { unit });
  }

  /** Back to the initial weights. */
  reset(): Promise<EmbedState> {
    return this.#conversation.ask('reset', {});
  }

  getState(): Promise<EmbedState> {
    return this.#conversation.ask('getState', {});
  }

  setTheme(theme: Theme): Promise<EmbedState> {
    return this.#conversation.ask('setTheme', { theme });
  }

  /** What the network makes of a picture: 28×28 values from 0 (paper) to 1 (ink), row by row. */
  async reconstruct(pixels: ArrayLike<number>): Promise<Float32Array> {
    return this.#conversation.ask('reconstruct', { pixels: readPicture(pixels) });
  }

  /** The code of such a picture: `codeSize` numbers. */
  async encode(pixels: ArrayLike<number>): Promise<Float32Array> {
    return this.#conversation.ask('encode', { pixels: readPicture(pixels) });
  }

  /** The picture that a code stands for: 28×28 values from 0 to 1. */
  async decode(code: ArrayLike<number>): Promise<Float32Array> {
    return this.#conversation.ask('decode', { code: readNumbers('A code', code, 1, MAX_CODE) });
  }

  #open(): void {
    this.#close();
    const address = this.#address();
    if (!address) {
      this.#fail('The playground’s src is missing, or no address.');
      return;
    }
    const frame = makeFrame(address, FRAME_NAME + this.#conversation.nonce);
    // In a page without an origin the frame has none either, and no message could name it.
    const origin = globalThis.origin === 'null' ? '*' : address.origin;
    frame.onload = () => {
      if (frame.contentWindow) this.#conversation.begin(frame.contentWindow, origin);
    };
    this.#frame = frame;
    this.#arrange();
    this.#root.append(frame);
    this.#patience = setTimeout(() => this.#fail('The playground did not answer.'), PATIENCE);
  }

  #close(): void {
    this.#sight?.disconnect();
    clearTimeout(this.#patience);
    this.#frame?.remove();
    this.#frame = null;
    this.#notice?.remove();
    this.#conversation.end('The playground was closed.');
  }

  #address(): URL | null {
    try {
      return addressOf(this);
    } catch {
      return null;
    }
  }

  /** Height and name, as the author wants them. */
  #arrange(): void {
    this.#styles.replaceSync(stylesOf(this.getAttribute('height')));
    if (this.#frame) this.#frame.title = this.title || 'Autoencoder playground';
  }

  /** Parameters are changed in the frame as it is; another playground, or none of a parameter, is another frame. */
  #tellChanges(): void {
    const names = [...this.#changed];
    this.#changed.clear();
    if (!this.#frame) return;
    const isOther = (name: string) => name === 'src' || name === 'link' || !this.hasAttribute(name);
    if (names.some(isOther)) {
      this.#open();
      return;
    }
    const options: Options = Object.fromEntries(
      names.map((name) => [name, this.getAttribute(name) ?? '']),
    );
    const isTheme = names.length === 1 && options.theme !== undefined;
    // The frame refuses what is no theme.
    const asked = isTheme ? this.setTheme(options.theme as Theme) : this.configure(options);
    asked.catch(({ message }: Error) => this.#say('error', { message }));
  }

  #welcome(understood: boolean): void {
    clearTimeout(this.#patience);
    this.#notice?.remove();
    if (!understood) this.#fail('The playground is of another version than this page’s script.');
  }

  /** As high as the frame has told last, once for each picture of the screen. */
  #follow(pixels: number): void {
    if (pixels <= 0 || pixels > MAX_HEIGHT) return;
    if (this.#toldHeight === null) {
      requestAnimationFrame(() => {
        this.style.height = `${this.#toldHeight}px`;
        this.#toldHeight = null;
      });
    }
    this.#toldHeight = pixels;
  }

  #fail(message: string): void {
    this.#notice?.remove();
    this.#notice = makeNotice(message, this.#address());
    this.#root.append(this.#notice);
    this.#conversation.refuse(message);
    this.#say('error', { message });
  }

  #say<Name extends EventName>(name: Name, detail: EmbedEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'autoencoder-playground': AutoencoderPlaygroundElement;
  }
}
