import { EventEmitter, once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What befalls the answers that pass. */
export type Fault =
  | { readonly kind: 'none' }
  /** The connection breaks after so many bytes of answer. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Nothing more passes after so many bytes of answer, and the connection stays. */
  | { readonly kind: 'stall'; readonly afterBytes: number };

/** Stands before a server and spoils its answers as a bad network does. */
export class FaultyProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** For connections made from now on. */
  fault: Fault = { kind: 'none' };
  readonly #struck = new EventEmitter();
  #struckCount = 0;

  private constructor(targetPort: number) {
    this.#server = createServer((caller) => {
      this.#join(caller, connect(targetPort, '127.0.0.1'));
    });
  }

  static async start(targetPort: number): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(targetPort);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Breaks the connections that are open: the next request makes one that has the present fault. */
  dropIdle(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Resolves when faults have befallen so many answers. */
  async untilFaulty(count = 1): Promise<void> {
    while (this.#struckCount < count) await once(this.#struck, 'struck');
  }

  async dispose(): Promise<void> {
    this.dropIdle();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(caller: Socket, target: Socket): void {
    this.#sockets.add(caller);
    const { fault } = this;
    let passedBytes = 0;
    caller.pipe(target);
    target.on('data', (chunk: Buffer) => {
      passedBytes += chunk.length;
      if (fault.kind === 'none' || passedBytes <= fault.afterBytes) {
        if (!caller.write(chunk)) target.pause();
      } else {
        this.#struckCount += 1;
        this.#struck.emit('struck');
        if (fault.kind === 'cut') caller.destroy();
      }
    });
    caller.on('drain', () => target.resume());
    for (const [one, other] of [
      [caller, target],
      [target, caller],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(caller);
        other.destroy();
      });
    }
  }
}
