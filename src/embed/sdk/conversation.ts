import {
  type EmbedEvents,
  type EventName,
  type Hello,
  MAX_RATE,
  MAX_WAITING,
  type MethodName,
  type Methods,
  PROTOCOL,
} from '../messages.ts';
import { type Message, readMessage } from './read-message.ts';

interface Waiting {
  method: MethodName;
  fields: object;
  sent: boolean;
  resolve(value: Methods[MethodName]['gives']): void;
  reject(reason: Error): void;
}

/** What the other end of a conversation brings about. */
export interface Listener {
  /** The frame is a playground that we understand, or one that we do not. */
  onWelcome(understood: boolean): void;
  onHeight(pixels: number): void;
  onEvent<Name extends EventName>(name: Name, detail: EmbedEvents[Name]): void;
}

/** The page's end of the channel to its frame: what was asked for waits here, and is answered here. */
export class Conversation {
  /** Known to this page and the frame that it made. */
  readonly nonce = makeNonce();
  readonly #listener: Listener;
  readonly #waiting = new Map<number, Waiting>();
  #port: MessagePort | null = null;
  #isOpen = false;
  #lastId = 0;
  #second = 0;
  #messages = 0;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** Hands the frame one end of a new channel: after each time that it has loaded. */
  begin(frame: Window, origin: string): void {
    this.end('The playground was loaded again.');
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => this.#hear(data);
    this.#port = port1;
    const hello: Hello = { autoencoderPlayground: PROTOCOL, nonce: this.nonce };
    frame.postMessage(hello, origin, [port2]);
  }

  /** Closes the channel and refuses what was sent through it; what was not sent yet waits on. */
  end(reason: string): void {
    this.#port?.close();
    this.#port = null;
    this.#isOpen = false;
    this.#refuse(reason, ({ sent }) => sent);
  }

  /** Refuses all that waits. */
  refuse(reason: string): void {
    this.#refuse(reason, () => true);
  }

  /** Asks now, or when the frame has answered the greeting; rejects with a sentence. */
  ask<Name extends MethodName>(
    method: Name,
    fields: Methods[Name]['takes'],
  ): Promise<Methods[Name]['gives']> {
    if (this.#waiting.size >= MAX_WAITING) {
      return Promise.reject(new Error(`${MAX_WAITING} requests are waiting already.`));
    }
    return new Promise<Methods[MethodName]['gives']>((resolve, reject) => {
      this.#waiting.set(++this.#lastId, { method, fields, sent: false, resolve, reject });
      this.#send();
      // What comes back was read as this method's answer.
    }) as Promise<Methods[Name]['gives']>;
  }

  #send(): void {
    if (!this.#isOpen) return;
    for (const [id, request] of this.#waiting) {
      if (request.sent) continue;
      request.sent = true;
      this.#port?.postMessage({ id, method: request.method, ...request.fields });
    }
  }

  #hear(data: unknown): void {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) this.#messages = 0;
    this.#second = second;
    this.#messages++;
    if (this.#messages > MAX_RATE) return;
    const message = readMessage(data, (id) => this.#waiting.get(id)?.method);
    if (message) this.#take(message);
  }

  #take(message: Message): void {
    if (message.type === 'welcome') {
      if (message.nonce !== this.nonce || this.#isOpen) return;
      this.#isOpen = message.protocol === PROTOCOL;
      this.#send();
      this.#listener.onWelcome(this.#isOpen);
    } else if (!this.#isOpen) {
      return;
    } else if (message.type === 'height') {
      this.#listener.onHeight(message.pixels);
    } else if (message.type === 'event') {
      this.#listener.onEvent(message.name, message.detail);
    } else {
      const request = this.#waiting.get(message.id);
      if (!request?.sent) return;
      this.#waiting.delete(message.id);
      if (message.type === 'answer') request.resolve(message.value);
      else request.reject(new Error(message.reason));
    }
  }

  #refuse(reason: string, which: (request: Waiting) => boolean): void {
    for (const [id, request] of this.#waiting) {
      if (!which(request)) continue;
      this.#waiting.delete(id);
      request.reject(new Error(reason));
    }
  }
}

/** 32 hexadecimal digits; `randomUUID` is missing on pages without TLS. */
function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
