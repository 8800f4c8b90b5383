import { io, type Socket } from 'socket.io-client';
import type {
  ClientToServerEvents,
  JobSnapshot,
  ServerToClientEvents,
  SubscribeAck,
} from '../../src/progress/progress.events.js';

/** One `job_update` as it came. */
export interface ReceivedUpdate {
  readonly receivedAtMs: number;
  readonly snapshot: JobSnapshot;
}

interface Waiter {
  readonly isReached: (snapshot: JobSnapshot) => boolean;
  readonly resolve: (snapshot: JobSnapshot) => void;
}

/** A Socket.IO client that remembers every event in the order it came. */
export class ProgressClient {
  readonly updates: ReceivedUpdate[] = [];
  readonly #socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  #waiters: Waiter[] = [];

  private constructor(socket: Socket<ServerToClientEvents, ClientToServerEvents>) {
    this.#socket = socket;
    socket.on('job_update', (snapshot) => {
      this.#receive(snapshot);
    });
  }

  /**
   * Connects and waits for the server's greeting.
   * @throws Error with the reason, if the server refuses the connection
   */
  static async connect(url: string, headers: Readonly<Record<string, string>> = {}): Promise<ProgressClient> {
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { ...headers },
    });
    const client = new ProgressClient(socket);
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connected', () => {
          resolve();
        });
        socket.once('connect_error', reject);
        socket.once('disconnect', (reason) => {
          reject(new Error(`Let in and sent away: ${reason}`));
        });
      });
    } catch (error) {
      socket.close();
      throw error;
    }
    return client;
  }

  get isConnected(): boolean {
    return this.#socket.connected;
  }

  /** Calls the listener with every update from now on. */
  onUpdate(listener: (snapshot: JobSnapshot) => void): void {
    this.#socket.on('job_update', listener);
  }

  subscribe(jobId: string): Promise<SubscribeAck> {
    return this.#socket.emitWithAck('subscribe_job', { job_id: jobId });
  }

  /** Subscribes to a job that exists. */
  async follow(jobId: string): Promise<JobSnapshot> {
    const ack = await this.subscribe(jobId);
    if (!('job_id' in ack)) throw new Error(`The subscription was refused: ${ack.code}`);
    return ack;
  }

  unsubscribe(jobId: string): Promise<{ ok: boolean }> {
    return this.#socket.emitWithAck('unsubscribe_job', { job_id: jobId });
  }

  /** Sends something the contract does not know, and waits for an ack if `isAcked`. */
  sendOdd(event: string, ...payload: unknown[]): void {
    (this.#socket as Socket).emit(event, ...payload);
  }

  /** Like {@link sendOdd}, resolving with whatever is acked. */
  async askOdd(event: string, ...payload: unknown[]): Promise<unknown> {
    const answer: unknown = await (this.#socket as Socket).emitWithAck(event, ...payload);
    return answer;
  }

  /** The first update, come or still to come, that satisfies the predicate. */
  until(isReached: (snapshot: JobSnapshot) => boolean): Promise<JobSnapshot> {
    const found = this.updates.find(({ snapshot }) => isReached(snapshot));
    if (found !== undefined) return Promise.resolve(found.snapshot);
    return new Promise((resolve) => {
      this.#waiters.push({ isReached, resolve });
    });
  }

  /** The terminal event of a generation. */
  untilEnd(generationId: string): Promise<JobSnapshot> {
    return this.until((snapshot) => snapshot.generation_id === generationId && isTerminal(snapshot));
  }

  /** The updates of one generation, oldest first. */
  updatesOf(generationId: string): JobSnapshot[] {
    return this.updates
      .map(({ snapshot }) => snapshot)
      .filter((snapshot) => snapshot.generation_id === generationId);
  }

  close(): void {
    this.#socket.close();
  }

  #receive(snapshot: JobSnapshot): void {
    this.updates.push({ receivedAtMs: performance.now(), snapshot });
    const reached = this.#waiters.filter(({ isReached }) => isReached(snapshot));
    this.#waiters = this.#waiters.filter((waiter) => !reached.includes(waiter));
    for (const { resolve } of reached) resolve(snapshot);
  }
}

/** Whether a generation in this state will not change any more. */
export function isTerminal(snapshot: JobSnapshot): boolean {
  return ['completed', 'failed', 'cancelled'].includes(snapshot.status);
}
