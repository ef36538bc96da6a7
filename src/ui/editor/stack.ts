import type { Part } from '../../spec/network.ts';
import type { Layer, Network } from '../../spec/spec.ts';

/** Where a layer stands. */
export interface Seat {
  part: Part;
  index: number;
}

export function replaceLayer(network: Network, { part, index }: Seat, layer: Layer): Network {
  return { ...network, [part]: network[part].with(index, layer) };
}

export function addLayer(network: Network, part: Part, layer: Layer): Network {
  return { ...network, [part]: [...network[part], layer] };
}

export function removeLayer(network: Network, { part, index }: Seat): Network {
  return { ...network, [part]: network[part].toSpliced(index, 1) };
}

/** Swaps a layer with its neighbour; at the edge of its part nothing moves. */
export function moveLayer(network: Network, { part, index }: Seat, by: 1 | -1): Network {
  const stack = network[part];
  const [layer, neighbour] = [stack[index], stack[index + by]];
  if (!layer || !neighbour) return network;
  return { ...network, [part]: stack.with(index, neighbour).with(index + by, layer) };
}
