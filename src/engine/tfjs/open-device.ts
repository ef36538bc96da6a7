import { loadChunk } from '../../loading/load-chunk.ts';
import { Device, type Platform, type TfjsKind } from './device.ts';

/** Each backend is a chunk of its own, loaded when it is first wanted. */
const platforms = {
  webgpu: async () => (await loadChunk(() => import('./webgpu-device.ts'))).openWebgpu(),
  webgl: async () => (await loadChunk(() => import('./webgl-device.ts'))).openWebgl(),
  cpu: async () => (await loadChunk(() => import('./cpu-device.ts'))).openCpu(),
} satisfies Record<TfjsKind, () => Promise<Platform>>;

const opened = new Map<TfjsKind, Promise<Device>>();

/**
 * The device of a backend, which all its engines share: opened at first, kept with the shaders it
 * compiled, and opened anew once it was lost. Rejects with a sentence for people.
 */
export async function openDevice(kind: TfjsKind): Promise<Device> {
  const device = await opened.get(kind)?.catch(() => null);
  if (device && !device.isLost) return device;
  const opening = platforms[kind]().then((platform) => new Device(platform));
  opened.set(kind, opening);
  return opening;
}
