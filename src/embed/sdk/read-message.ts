import {
  type EmbedEvents,
  type EmbedState,
  type EventName,
  MAX_CODE,
  type MethodName,
  type Methods,
  PICTURE_SIZE,
} from '../messages.ts';
import { count, figure, number, numbers, object, oneOf, type Reader, text } from './readers.ts';

/** A message of the frame, every value of which was looked at. */
export type Message =
  | { type: 'welcome'; protocol: number; nonce: string }
  | { type: 'height'; pixels: number }
  | { type: 'answer'; id: number; value: Methods[MethodName]['gives'] }
  | { type: 'refusal'; id: number; reason: string }
  | { [Name in EventName]: { type: 'event'; name: Name; detail: EmbedEvents[Name] } }[EventName];

/** Letters of a sentence, at most. */
const sentence = text(/^.{1,2000}$/s);
const picture = numbers(PICTURE_SIZE, PICTURE_SIZE);

const state = object<EmbedState>({
  phase: oneOf('loading', 'ready', 'training', 'paused', 'error', 'waiting'),
  step: count,
  epoch: count,
  epochs: count,
  loss: figure,
  validationLoss: figure,
  imagesPerSecond: figure,
  codeSize: count,
  // Authors put it into addresses: a link of ours, or nothing for an experiment too large for one.
  link: text(/^(#\d{1,6}\.[\w-]{1,4090})?$/),
});

const answers: { [Name in MethodName]: Reader<Methods[Name]['gives']> } = {
  configure: state,
  train: state,
  pause: state,
  step: state,
  reset: state,
  getState: state,
  setTheme: state,
  reconstruct: picture,
  encode: numbers(1, MAX_CODE),
  decode: picture,
};

const details: { [Name in EventName]: Reader<EmbedEvents[Name]> } = {
  ready: state,
  state,
  metrics: object({
    step: count,
    epoch: count,
    loss: figure,
    validationLoss: figure,
    imagesPerSecond: figure,
  }),
  epoch: object({ epoch: count, loss: figure, validationLoss: figure }),
  drawing: object({ pixels: picture }),
  error: object({ message: sentence }),
};

const welcome = object({ protocol: count, nonce: text(/^[\da-f]{32}$/) });
const height = object({ pixels: number });
const refusal = object({ id: count, reason: sentence });
const answer = object({ id: count });
const eventNames = Object.keys(details) as EventName[];
const event = object({ name: oneOf(...eventNames) });

/**
 * Reads what came through the port. Never throws.
 *
 * @param asked the method of the request with this number, if one waits
 * @returns undefined for what is no message of a playground; an answer that is none of its method
 *   counts as a refusal, so that nobody waits for it for ever
 */
export function readMessage(
  data: unknown,
  asked: (id: number) => MethodName | undefined,
): Message | undefined {
  const type = object({ type: oneOf('welcome', 'height', 'answer', 'refusal', 'event') })(
    data,
  )?.type;
  switch (type) {
    case 'welcome':
      return typed(type, welcome(data));
    case 'height':
      return typed(type, height(data));
    case 'refusal':
      return typed(type, refusal(data));
    case 'answer':
      return readAnswer(data, asked);
    case 'event':
      return readEvent(data);
    default:
      return undefined;
  }
}

function typed<Type extends string, Fields extends object>(type: Type, fields: Fields | undefined) {
  return fields && { type, ...fields };
}

function readAnswer(
  data: unknown,
  asked: (id: number) => MethodName | undefined,
): Message | undefined {
  const id = answer(data)?.id;
  const method = id === undefined ? undefined : asked(id);
  if (id === undefined || !method) return undefined;
  const value = answers[method]((data as { value?: unknown }).value);
  return value
    ? { type: 'answer', id, value }
    : { type: 'refusal', id, reason: `The playground’s answer to ${method} could not be read.` };
}

function readEvent(data: unknown): Message | undefined {
  const name = event(data)?.name;
  const detail = name && details[name]((data as { detail?: unknown }).detail);
  // The table pairs each name with its detail, which the types cannot follow.
  return detail && ({ type: 'event', name, detail } as Message);
}
