import type { Connection } from './connection.ts';
import type { Embed } from './embed.ts';
import { codeSizeOf, embedState } from './embed-state.ts';
import { MAX_RATE, MAX_WAITING, type Request } from './messages.ts';
import { readParameters } from './parameters.ts';
import { readRequest } from './read-request.ts';

/** Carries out what the host asks for, and answers it. Whatever the host sends, this never throws. */
export function serveHost(connection: Connection, embed: Embed): void {
  let waiting = 0;
  let recent = 0;
  connection.listen(async (message) => {
    if (recent === 0) {
      setTimeout(() => {
        recent = 0;
      }, 1000);
    }
    recent++;
    if (recent > MAX_RATE) return;

    const read = readRequest(message);
    if (!read) return;
    if ('problem' in read) {
      connection.send({ type: 'refusal', id: read.id, reason: read.problem });
      return;
    }
    const { id } = read.request;
    if (waiting >= MAX_WAITING) {
      const reason = `${MAX_WAITING} requests are waiting already.`;
      connection.send({ type: 'refusal', id, reason });
      return;
    }
    waiting++;
    try {
      const value = await carryOut(read.request, embed);
      connection.send({ type: 'answer', id, value });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      connection.send({ type: 'refusal', id, reason });
    } finally {
      waiting--;
    }
  });
}

async function carryOut(request: Request, embed: Embed): Promise<unknown> {
  await embed.loaded();
  const actions = embed.playground.getState();
  // Whatever happens meanwhile, a picture is encoded and decoded by the network of now.
  const about = actions.model ? { model: actions.model } : {};
  switch (request.method) {
    case 'encode':
      return encode(request.pixels);
    case 'decode':
      return decode(request.code);
    case 'reconstruct':
      return decode(await encode(request.pixels));
    case 'configure': {
      const { options, problems } = readParameters(Object.entries(request.options));
      if (problems.length > 0) throw new RangeError(problems.join(' '));
      embed.configure(options);
      break;
    }
    case 'train':
      embed.use();
      actions.train();
      break;
    case 'step':
      embed.use();
      actions.step(request.unit);
      break;
    case 'pause':
      actions.pause();
      break;
    case 'reset':
      embed.use();
      actions.reset();
      break;
    case 'setTheme':
      embed.setTheme(request.theme);
      break;
    case 'getState':
      break;
  }
  return embedState(embed.playground.getState());

  async function encode(pixels: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const asks = { pictures: Float32Array.from(pixels) };
    const { answer } = await actions.ask('encode', asks, about);
    return answer.codes;
  }

  async function decode(code: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const codeSize = codeSizeOf(actions.spec.network);
    if (code.length !== codeSize) {
      throw new RangeError(`The code has ${codeSize} numbers here, not ${code.length}.`);
    }
    const asks = { codes: Float32Array.from(code) };
    const { answer } = await actions.ask('decode', asks, about);
    return answer.pictures;
  }
}
