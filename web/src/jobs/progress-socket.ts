import { signal, type ReadonlySignal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type {
  ClientToServerEvents,
  ErrorAnswer,
  JobSnapshot,
  ServerToClientEvents,
  SubscribeAck,
} from '../../../src/progress/progress.events.js';

/** What is heard of the jobs subscribed to. Snapshots come as sent: stale ones are for the listener to drop. */
export interface ProgressListener {
  onSnapshot: (snapshot: JobSnapshot) => void;
  onRefused: (jobId: string, reason: ErrorAnswer) => void;
}

/** The live channel of progress: one socket for the page's life, subscribed to any number of jobs. */
export class ProgressSocket {
  private readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  private readonly jobIds = new Set<string>();
  private readonly isUp = signal<boolean | null>(null);

  constructor(private readonly listener: ProgressListener) {
    this.socket = io({ transports: ['websocket'], reconnectionDelayMax: 3_000, timeout: 5_000 });
    this.socket.on('connect', () => {
      this.isUp.value = true;
      // After every reconnect: each ack carries the state, so nothing that happened meanwhile is missed.
      for (const jobId of this.jobIds) this.ask(jobId);
    });
    this.socket.on('disconnect', this.lose);
    this.socket.on('connect_error', this.lose);
    this.socket.on('job_update', listener.onSnapshot);
    // A device knows that it is off the network long before a socket does.
    window.addEventListener('offline', () => this.socket.disconnect());
    window.addEventListener('online', () => this.socket.connect());
  }

  /** Null until the first connection is made or has failed. */
  get isConnected(): ReadonlySignal<boolean | null> {
    return this.isUp;
  }

  subscribe(jobId: string): void {
    if (this.jobIds.has(jobId)) return;
    this.jobIds.add(jobId);
    if (this.socket.connected) this.ask(jobId);
  }

  unsubscribe(jobId: string): void {
    if (!this.jobIds.delete(jobId) || !this.socket.connected) return;
    this.socket.emit('unsubscribe_job', { job_id: jobId }, () => undefined);
  }

  private ask(jobId: string): void {
    this.socket.emit('subscribe_job', { job_id: jobId }, (ack) => {
      if (isRefusal(ack)) this.listener.onRefused(jobId, ack);
      else this.listener.onSnapshot(ack);
    });
  }

  private readonly lose = (): void => {
    this.isUp.value = false;
  };
}

function isRefusal(ack: SubscribeAck): ack is ErrorAnswer {
  return 'error' in ack && !('job_id' in ack);
}
