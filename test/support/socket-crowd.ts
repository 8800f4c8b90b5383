import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Engine.IO's packets, and Socket.IO's within them, as text: all that a crowd has to say. */
const CONNECT_NAMESPACE = '40';
const PONG = '3';

/** One client as small as it can be: ten thousand of a browser's would need a machine of their own. */
class CrowdMember {
  readonly #socket: Socket;
  readonly subscribed: Promise<void>;

  constructor(url: URL, jobId: string) {
    this.#socket = connect(Number(url.port), url.hostname);
    this.#socket.setNoDelay(true);
    this.#socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\n` +
        `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
    this.subscribed = this.#subscribe(jobId);
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Each step answers the one before; frames are told apart by what they hold, for all of them are short. */
  #subscribe(jobId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      let isOpen = false;
      let isInNamespace = false;
      this.#socket.on('data', (data: Buffer) => {
        const text = data.toString('latin1');
        if (!isOpen && text.includes('0{"sid"')) {
          isOpen = true;
          this.#send(CONNECT_NAMESPACE);
        }
        if (!isInNamespace && text.includes('40{"sid"')) {
          isInNamespace = true;
          this.#send(`420["subscribe_job",{"job_id":"${jobId}"}]`);
        }
        if (text.includes('430[{"job_id"')) resolve();
        if (text.endsWith('\u00012')) this.#send(PONG);
      });
      this.#socket.on('error', reject);
      this.#socket.on('close', () => {
        reject(new Error('The server closed the connection'));
      });
    });
  }

  /** One text frame of less than 126 bytes, masked with zeros, which leaves it as it is. */
  #send(text: string): void {
    const head = Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]);
    this.#socket.write(Buffer.concat([head, Buffer.from(text)]));
  }
}

/** Very many clients that follow one job. */
export class SocketCrowd {
  #members: CrowdMember[] = [];

  /** Connects and subscribes them all at once; resolves when every one of them has its snapshot. */
  async arrive(count: number, url: string, jobId: string): Promise<void> {
    const members = Array.from({ length: count }, () => new CrowdMember(new URL(url), jobId));
    this.#members.push(...members);
    await Promise.all(members.map(({ subscribed }) => subscribed));
  }

  leave(): void {
    for (const member of this.#members) member.close();
    this.#members = [];
  }
}
