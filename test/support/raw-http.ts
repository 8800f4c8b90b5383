import { request } from 'node:http';
import { connect, type Socket } from 'node:net';

/** An answer of `node:http`, which adds and follows nothing of its own. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/**
 * Sends a request exactly as written: the path is not normalised and no cache header is added, both of which
 * `fetch` does.
 */
export function rawRequest(
  url: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(parts) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A request under the hands of the test, byte by byte. */
export class RawConversation {
  readonly #socket: Socket;
  #received = '';
  #onData: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      this.#received += text;
      this.#onData();
    });
    // The server may well close first: that is what some tests are about.
    socket.on('error', () => undefined);
  }

  /** Connects and sends the head of a request. */
  static async open(url: string, requestLine: string, headers: Readonly<Record<string, string>>) {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    const conversation = new RawConversation(socket);
    const lines = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(([k, v]) => `${k}: ${v}`);
    conversation.write(`${requestLine} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    return conversation;
  }

  write(data: string | Buffer): void {
    if (this.#socket.writable) this.#socket.write(data);
  }

  /** Sends one chunk of a body with `transfer-encoding: chunked`. */
  writeChunk(data: Buffer): void {
    this.write(`${data.length.toString(16)}\r\n`);
    this.write(data);
    this.write('\r\n');
  }

  /** Whether the head of an answer has come. */
  get isAnswered(): boolean {
    return this.#received.includes('\r\n\r\n');
  }

  /** Resolves with everything received, once it matches. */
  async received(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#received)) {
      await new Promise<void>((resolve) => {
        this.#onData = resolve;
      });
    }
    return this.#received;
  }

  /** The status of the answer, as soon as its first line is there. */
  async status(): Promise<number> {
    const text = await this.received(/^HTTP\/1\.1 (\d+)[^\r]*\r\n/);
    return Number(text.slice('HTTP/1.1 '.length, 'HTTP/1.1 '.length + 3));
  }

  /** Resolves once the bytes written so far have left this process. */
  async flushed(): Promise<void> {
    if (this.#socket.writableLength === 0) return;
    await new Promise((resolve) => this.#socket.once('drain', resolve));
  }

  /** Breaks the connection off, as a closed browser tab does. */
  destroy(): void {
    this.#socket.destroy();
  }
}
