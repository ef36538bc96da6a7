const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/**
 * Resolves in a new task, so that messages and timers have their turn. Unlike `setTimeout`, it is
 * neither clamped to 4 ms nor slowed down in a hidden tab.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}
