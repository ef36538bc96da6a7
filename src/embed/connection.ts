import { type EventName, FRAME_NAME, type FrameMessage, PROTOCOL } from './messages.ts';

/** Messages kept until the playground is loaded; a host that sends more is not ours. */
const MAX_EARLY = 64;

/** The frame's end of the channel to the page around it; says nothing while there is no host. */
export class Connection {
  private port: MessagePort | null = null;
  private early: unknown[] = [];
  private listener: ((message: unknown) => void) | null = null;
  private height = 0;
  private onEarly: (() => void) | null = null;

  /** Calls when the host sends something, or has sent it, and nobody listens yet. */
  whenAsked(call: () => void): void {
    this.onEarly = call;
    if (this.early.length > 0) call();
  }

  /** Takes what the host sends from now on, and what it has sent already. */
  listen(listener: (message: unknown) => void): void {
    this.listener = listener;
    for (const message of this.early) listener(message);
    this.early = [];
  }

  send(message: FrameMessage): void {
    this.port?.postMessage(message);
  }

  tell(name: EventName, detail: unknown): void {
    this.send({ type: 'event', name, detail });
  }

  /** Says how high the content is, in CSS pixels, where that is new. */
  tellHeight(pixels: number): void {
    this.height = Math.ceil(pixels);
    this.send({ type: 'height', pixels: this.height });
  }

  /** Takes the port of the first host that proves to have made this frame. */
  connect(port: MessagePort, nonce: string): void {
    if (this.port) return;
    this.port = port;
    port.onmessage = ({ data }) => {
      if (this.listener) this.listener(data);
      else if (this.early.length < MAX_EARLY) {
        this.early.push(data);
        this.onEarly?.();
      }
    };
    this.send({ type: 'welcome', protocol: PROTOCOL, nonce });
    if (this.height > 0) this.tellHeight(this.height);
  }
}

/**
 * Waits for a host's `Hello`. Only the window around this one is heard, and only with the nonce in this
 * frame's name; all else on the window is none of ours.
 * A host greets once, when this page is loaded: before that.
 */
export function awaitHost(): Connection {
  const connection = new Connection();
  const nonce = window.name.startsWith(FRAME_NAME) ? window.name.slice(FRAME_NAME.length) : null;
  if (nonce === null || window.parent === window) return connection;
  addEventListener('message', ({ source, data, ports }) => {
    const [port] = ports;
    if (source !== window.parent || !port || !isHello(data, nonce)) return;
    connection.connect(port, nonce);
  });
  return connection;
}

function isHello(data: unknown, nonce: string): boolean {
  if (typeof data !== 'object' || data === null) return false;
  const hello: Record<string, unknown> = { ...data };
  return hello.autoencoderPlayground === PROTOCOL && hello.nonce === nonce;
}
