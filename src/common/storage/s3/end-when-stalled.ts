import type { IncomingMessage } from 'node:http';

/**
 * Breaks an answer off when the store owes bytes and sends none for a while. An answer whose reader rests is
 * left alone: its buffer is full, so the store owes nothing.
 */
export function endWhenStalled(answer: IncomingMessage, limitMs: number): void {
  let seenBytes = answer.socket.bytesRead;
  const watch = setInterval(() => {
    const { bytesRead } = answer.socket;
    if (bytesRead === seenBytes && answer.readableLength === 0) {
      answer.destroy(new Error(`The store sent nothing for ${limitMs} ms`));
    }
    seenBytes = bytesRead;
  }, limitMs).unref();
  answer.once('close', () => {
    clearInterval(watch);
  });
}
