import { signal, type ReadonlySignal } from '@preact/signals';
import type { ErrorAnswer, JobSnapshot, SubscribeAck } from '../../../src/progress/progress.events.js';
import { afterLoad } from '../app/after-load.js';
import type { StudioSocket } from './open-socket.js';

/** What is heard of the jobs subscribed to. Snapshots come as sent: stale ones are for the listener to drop. */
export interface ProgressListener {
  onSnapshot: (snapshot: JobSnapshot) => void;
  /** There is no such job (any more). */
  onGone: (jobId: string) => void;
  /** Whether something is being made of a job: such are asked for first. */
  isActive: (jobId: string) => boolean;
}

/** The server closes a connection that says more than 50 things in a second: at worst, twice as many as these. */
const MOST_ASKED_AT_ONCE = 20;
const PAUSE_MS = 1_000;
/** After having been sent away. The client comes back by itself only where a connection broke. */
const RETURN_AFTER_MS = 1_000;

/** The live channel of progress: one socket for the page's life, subscribed to any number of jobs. */
export class ProgressSocket {
  /** Null until its code has come, which the first sight of the page does not wait for. */
  private socket: StudioSocket | null = null;
  private readonly jobIds = new Set<string>();
  /** Those of the jobs that the server has still to be asked for. */
  private readonly unasked = new Set<string>();
  private allowance = MOST_ASKED_AT_ONCE;
  private isPausing = false;
  /** Whether the device has left the network since it has the page: some are off it and reach their own server. */
  private isOffline = false;
  private readonly isUp = signal<boolean | null>(null);

  constructor(private readonly listener: ProgressListener) {
    afterLoad(() => void this.open());
    // A device knows that it is off the network long before a socket does.
    window.addEventListener('offline', () => {
      this.isOffline = true;
      this.isUp.value = false;
      this.socket?.disconnect();
    });
    window.addEventListener('online', () => {
      this.isOffline = false;
      this.socket?.connect();
    });
  }

  private async open(): Promise<void> {
    try {
      const { openSocket } = await import('./open-socket.js');
      this.listenTo(openSocket(!this.isOffline));
    } catch {
      // The server went away between the page and this part of it.
      this.isUp.value = false;
      window.setTimeout(() => void this.open(), RETURN_AFTER_MS);
    }
  }

  private listenTo(socket: StudioSocket): void {
    this.socket = socket;
    socket.on('connect', () => {
      this.isUp.value = true;
      // After every reconnect: each ack carries the state, so nothing that happened meanwhile is missed.
      for (const jobId of this.jobIds) this.unasked.add(jobId);
      this.askSome();
    });
    socket.on('disconnect', (reason) => {
      this.isUp.value = false;
      if (reason === 'io server disconnect') window.setTimeout(() => socket.connect(), RETURN_AFTER_MS);
    });
    socket.on('connect_error', () => {
      this.isUp.value = false;
    });
    socket.on('job_update', this.listener.onSnapshot);
  }

  /** Null until the first connection is made or has failed. */
  get isConnected(): ReadonlySignal<boolean | null> {
    return this.isUp;
  }

  subscribe(jobId: string): void {
    if (this.jobIds.has(jobId)) return;
    this.jobIds.add(jobId);
    this.unasked.add(jobId);
    this.askSome();
  }

  unsubscribe(jobId: string): void {
    this.unasked.delete(jobId);
    if (!this.jobIds.delete(jobId) || !this.socket?.connected) return;
    this.socket.emit('unsubscribe_job', { job_id: jobId }, () => undefined);
  }

  /** Asks for as many jobs as may be asked for now, those at work first, and for the rest after a pause. */
  private askSome(): void {
    if (!this.socket?.connected || this.unasked.size === 0) return;
    const { isActive } = this.listener;
    const inOrder = [...this.unasked].sort((a, b) => Number(isActive(b)) - Number(isActive(a)));
    for (const jobId of inOrder.slice(0, this.allowance)) this.ask(jobId);
    this.pause();
  }

  private pause(): void {
    if (this.isPausing) return;
    this.isPausing = true;
    window.setTimeout(() => {
      this.isPausing = false;
      this.allowance = MOST_ASKED_AT_ONCE;
      this.askSome();
    }, PAUSE_MS);
  }

  private ask(jobId: string): void {
    this.unasked.delete(jobId);
    this.allowance -= 1;
    this.socket?.emit('subscribe_job', { job_id: jobId }, (ack) => {
      if (isRefusal(ack)) this.take(jobId, ack);
      else this.listener.onSnapshot(ack);
    });
  }

  private take(jobId: string, { code }: ErrorAnswer): void {
    if (code === 'JOB_NOT_FOUND') {
      this.listener.onGone(jobId);
    } else if (code !== 'INVALID_REQUEST' && this.jobIds.has(jobId)) {
      // Its records are away for a while: asked again with the next ones.
      this.unasked.add(jobId);
      this.pause();
    }
  }
}

function isRefusal(ack: SubscribeAck): ack is ErrorAnswer {
  return 'error' in ack && !('job_id' in ack);
}
