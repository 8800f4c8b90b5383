import type { IncomingMessage } from 'node:http';

const DRAIN_MS = 10_000;
const DRAIN_BYTES = 256 * 1024 * 1024;

/**
 * Reads the rest of a refused body and forgets it, within bounds: a client that is still sending would
 * otherwise see its connection break instead of the answer.
 */
export function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let drainedBytes = 0;
  const cut = (): void => {
    request.socket.destroy();
  };
  const timer = setTimeout(cut, DRAIN_MS).unref();
  request.on('data', (chunk: Buffer) => {
    drainedBytes += chunk.length;
    if (drainedBytes > DRAIN_BYTES) cut();
  });
  request.once('close', () => {
    clearTimeout(timer);
  });
  request.resume();
}
