const CHANNEL = 'autoencoder-playground:turn';

/**
 * Embeds of one browser take turns: the one that is used says so, and the others are told.
 *
 * @param onOther another one is used from now on
 * @returns says that this one is used
 */
export function takeTurns(onOther: () => void): () => void {
  const channel = openChannel();
  if (!channel) return () => {};
  channel.onmessage = onOther;
  return () => channel.postMessage(null);
}

/** Null where the browser lets this frame talk to no other. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return null;
  }
}
