import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Engine.IO's packets, and Socket.IO's within them, as text: all that a crowd has to say. */
const CONNECT_NAMESPACE = '40';
const PONG = '3';

/** Bytes of what came before that are looked at again: a frame may come in two pieces. */
const OVERLAP_BYTES = 32;

/** How long a client waits before it tries again, at most: like others, somewhat by chance. */
const TRY_AGAIN_MS = 1_000;

/**
 * One client as small as it can be: ten thousand of a browser's would need a machine of their own. Like those it
 * tries again where it is not let in, or not told.
 */
class CrowdMember {
  #socket: Socket | null = null;
  #isGone = false;
  readonly subscribed: Promise<void>;

  constructor(
    private readonly url: URL,
    private readonly jobId: string,
  ) {
    this.subscribed = new Promise((resolve) => {
      this.#connect(resolve);
    });
  }

  leave(): void {
    this.#isGone = true;
    this.#socket?.destroy();
  }

  #connect(onSubscribed: () => void): void {
    const { host, hostname, port } = this.url;
    const socket = connect(Number(port), hostname);
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\n` +
        `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
    this.#converse(socket, onSubscribed);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#isGone) return;
      setTimeout(() => {
        if (!this.#isGone) this.#connect(onSubscribed);
      }, Math.random() * TRY_AGAIN_MS);
    });
  }

  /** Each step answers the one before; frames are told apart by what they hold, for all of them are short. */
  #converse(socket: Socket, onSubscribed: () => void): void {
    let isOpen = false;
    let isInNamespace = false;
    let before = '';
    socket.on('data', (data: Buffer) => {
      const text = before + data.toString('latin1');
      before = text.slice(-OVERLAP_BYTES);
      if (!isOpen && text.includes('0{"sid"')) {
        isOpen = true;
        send(socket, CONNECT_NAMESPACE);
      }
      if (!isInNamespace && text.includes('40{"sid"')) {
        isInNamespace = true;
        send(socket, `420["subscribe_job",{"job_id":"${this.jobId}"}]`);
      }
      if (text.includes('430[{"job_id"')) onSubscribed();
      // Asked by thousands at once, the records may be too busy for some.
      if (text.includes('430[{"error"')) socket.destroy();
      if (text.endsWith('\u00012')) send(socket, PONG);
    });
  }
}

/** One text frame of less than 126 bytes, masked with zeros, which leaves it as it is. */
function send(socket: Socket, text: string): void {
  const head = Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]);
  socket.write(Buffer.concat([head, Buffer.from(text)]));
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
    for (const member of this.#members) member.leave();
    this.#members = [];
  }
}
