import { io, type Socket } from 'socket.io-client';
import type {
  ClientToServerEvents,
  ErrorAnswer,
  JobSnapshot,
  ServerToClientEvents,
  SubscribeAck,
} from '../../src/progress/progress.events.js';

/** What a subscriber hears. Snapshots come as sent: stale ones are for the subscriber to drop. */
export interface ProgressListener {
  onSnapshot: (snapshot: JobSnapshot) => void;
  onRefused: (reason: ErrorAnswer) => void;
  onConnection: (isConnected: boolean) => void;
}

/** The live channel of progress: one socket for the page's life, subscribed to one job at a time. */
export class ProgressSocket {
  private readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;

  constructor() {
    this.socket = io({ transports: ['websocket'], reconnectionDelayMax: 3_000 });
  }

  /**
   * Subscribes to a job, again after every reconnect: the ack carries the state, so nothing is missed.
   * @returns ends the subscription.
   */
  subscribe(jobId: string, listener: ProgressListener): () => void {
    const subscribe = (): void => {
      listener.onConnection(true);
      this.socket.emit('subscribe_job', { job_id: jobId }, (ack) => {
        if (isRefusal(ack)) listener.onRefused(ack);
        else listener.onSnapshot(ack);
      });
    };
    const lose = (): void => {
      listener.onConnection(false);
    };
    this.socket.on('connect', subscribe);
    this.socket.on('disconnect', lose);
    this.socket.on('connect_error', lose);
    this.socket.on('job_update', listener.onSnapshot);
    if (this.socket.connected) subscribe();
    else lose();
    return () => {
      this.socket.off('connect', subscribe);
      this.socket.off('disconnect', lose);
      this.socket.off('connect_error', lose);
      this.socket.off('job_update', listener.onSnapshot);
      if (this.socket.connected) this.socket.emit('unsubscribe_job', { job_id: jobId }, () => undefined);
    };
  }
}

function isRefusal(ack: SubscribeAck): ack is ErrorAnswer {
  return 'error' in ack && !('job_id' in ack);
}
