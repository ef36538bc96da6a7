import { afterEach, expect, it, vi } from 'vitest';
import { type Hello, MAX_RATE, MAX_WAITING, PROTOCOL } from '../messages.ts';
import { Conversation, type Listener } from './conversation.ts';

const listener = { onWelcome: vi.fn(), onHeight: vi.fn(), onEvent: vi.fn<Listener['onEvent']>() };
const ports: MessagePort[] = [];

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  vi.restoreAllMocks();
  vi.clearAllMocks();
});

/** A conversation with a frame that has loaded and says nothing yet. */
function begin(conversation = new Conversation(listener)) {
  const heard: { id: number; method: string }[] = [];
  let frame: MessagePort | undefined;
  let greeting: Hello | undefined;
  const postMessage = (hello: Hello, _origin: string, transfer: MessagePort[]) => {
    [frame] = transfer;
    greeting = hello;
  };
  conversation.begin({ postMessage } as unknown as Window, 'https://example.org');
  if (!frame || !greeting) throw new Error('No greeting was sent.');
  const port = frame;
  port.onmessage = ({ data }) => heard.push(data);
  ports.push(port);
  const { nonce } = greeting;
  const welcome = { type: 'welcome', protocol: PROTOCOL, nonce };
  /** Node delivers messages, and then what was said in answer, before these turns are over. */
  const say = async (...messages: unknown[]) => {
    for (const message of messages) port.postMessage(message);
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { conversation, heard, greeting, welcome, say };
}

it('greets the frame, and sends what waited once it is welcome', async () => {
  const conversation = new Conversation(listener);
  const asked = conversation.ask('encode', { pixels: new Float32Array(784) });
  const { greeting, heard, welcome, say } = begin(conversation);
  expect(greeting).toEqual({ autoencoderPlayground: 1, nonce: conversation.nonce });
  expect(heard).toEqual([]);

  await say(welcome);
  expect(listener.onWelcome).toHaveBeenCalledExactlyOnceWith(true);
  expect(heard).toEqual([{ id: 1, method: 'encode', pixels: new Float32Array(784) }]);
  await say({ type: 'answer', id: 1, value: Float32Array.of(1, 2) });
  expect(await asked).toEqual(Float32Array.of(1, 2));
});

it('hears nobody who does not know the nonce', async () => {
  const { welcome, say } = begin();
  const height = { type: 'height', pixels: 300 };
  await say(height, { ...welcome, nonce: '0'.repeat(32) }, height);
  expect(listener.onWelcome).not.toHaveBeenCalled();
  expect(listener.onHeight).not.toHaveBeenCalled();
});

it('says no more to a frame of another version', async () => {
  const { conversation, heard, welcome, say } = begin();
  const asked = conversation.ask('train', {});
  await say({ ...welcome, protocol: PROTOCOL + 1 }, { type: 'height', pixels: 300 });
  expect(listener.onWelcome).toHaveBeenCalledExactlyOnceWith(false);
  expect(listener.onHeight).not.toHaveBeenCalled();
  expect(heard).toEqual([]);
  conversation.refuse('gone');
  await expect(asked).rejects.toThrow('gone');
});

it('rejects with the frame’s reason', async () => {
  const { conversation, welcome, say } = begin();
  const reason = 'The code has 4 numbers here, not 1.';
  const asked = conversation.ask('decode', { code: Float32Array.of(1) });
  const rejected = expect(asked).rejects.toThrow(reason);
  await say(welcome, { type: 'refusal', id: 1, reason });
  await rejected;
});

it('takes an answer once, and to nothing that was not asked', async () => {
  const { conversation, welcome, say } = begin();
  const asked = conversation.ask('encode', { pixels: new Float32Array(784) });
  const value = Float32Array.of(1);
  await say(welcome, { type: 'answer', id: 7, value }, { type: 'answer', id: 1, value });
  await say({ type: 'answer', id: 1, value: Float32Array.of(2) });
  expect(await asked).toEqual(value);
});

it('lets no more wait than agreed', async () => {
  const conversation = new Conversation(listener);
  const asked = Array.from({ length: MAX_WAITING }, () => conversation.ask('getState', {}));
  await expect(conversation.ask('getState', {})).rejects.toThrow('32 requests are waiting already');
  conversation.refuse('gone');
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(
    Array(MAX_WAITING).fill('rejected'),
  );
});

it('rejects what a frame that loads again was asked, and keeps what it was not', async () => {
  const first = begin();
  const asked = first.conversation.ask('train', {});
  await first.say(first.welcome);
  const second = begin(first.conversation);
  await expect(asked).rejects.toThrow('loaded again');
  const later = first.conversation.ask('pause', {});
  await first.say({ type: 'height', pixels: 300 });
  expect(listener.onHeight).not.toHaveBeenCalled();
  await second.say(second.welcome);
  expect(second.heard).toEqual([{ id: 2, method: 'pause' }]);
  first.conversation.refuse('gone');
  await expect(later).rejects.toThrow('gone');
});

it('drops a flood, and hears again a second later', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(5000);
  const { welcome, say } = begin();
  await say(welcome, ...Array<object>(5000).fill({ type: 'height', pixels: 300 }));
  // The welcome was one of them.
  expect(listener.onHeight).toHaveBeenCalledTimes(MAX_RATE - 1);
  now.mockReturnValue(6000);
  await say({ type: 'height', pixels: 640 });
  expect(listener.onHeight).toHaveBeenLastCalledWith(640);
});
