import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';

/** A WebSocket to the Socket.IO endpoint on which a test may write what no well-made client would. */
export class RawWebSocket {
  readonly #socket: Duplex;
  readonly closed: Promise<void>;
  #received = Buffer.alloc(0);

  private constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on('data', (data: Buffer) => {
      this.#received = Buffer.concat([this.#received, data]);
    });
    // A server that has had enough resets the connection: an outcome, not a failure.
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        resolve();
      });
    });
  }

  static open(url: string): Promise<RawWebSocket> {
    return new Promise((resolve, reject) => {
      const sent = request(new URL('/socket.io/?EIO=4&transport=websocket', url), {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': randomBytes(16).toString('base64'),
        },
      });
      sent.on('upgrade', (_response, socket) => {
        resolve(new RawWebSocket(socket));
      });
      sent.on('response', (response) => {
        response.resume();
        reject(new Error(`The upgrade was refused: ${String(response.statusCode)}`));
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  /** Sends one frame, masked as RFC 6455 asks of clients. `opcode` 1 is text, 2 binary. */
  sendFrame(payload: string | Buffer, opcode = 1): void {
    const data = Buffer.from(payload as string);
    const mask = randomBytes(4);
    const masked = Buffer.from(data.map((byte, index) => byte ^ mask[index % 4]!));
    const head = Buffer.concat([Buffer.from([0x80 | opcode]), maskedLength(data.length), mask]);
    this.sendBytes(Buffer.concat([head, masked]));
  }

  /** Sends bytes that need not be a frame. */
  sendBytes(bytes: Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** Leaves what comes from now on in the socket, which is soon full. */
  stopReading(): void {
    this.#socket.pause();
  }

  get receivedText(): string {
    return this.#received.toString('latin1');
  }

  destroy(): void {
    this.#socket.destroy();
  }
}

function maskedLength(length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | length]);
  const long = Buffer.alloc(9);
  long[0] = 0x80 | 127;
  long.writeBigUInt64BE(BigInt(length), 1);
  return long;
}
