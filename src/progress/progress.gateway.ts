import { Inject, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import { DomainError } from '../common/errors/domain-error.js';
import { errorEntry } from '../common/errors/error-catalogue.js';
import { EVENT_BUS, type EventBus } from '../common/events/event-bus.port.js';
import { MetricsService } from '../common/telemetry/metrics.service.js';
import type { JobView } from '../jobs/job-store.port.js';
import { JobNotFoundError } from '../jobs/jobs.errors.js';
import { JOB_CHANGED } from '../jobs/jobs.events.js';
import { JobsService } from '../jobs/jobs.service.js';
import type {
  ClientToServerEvents,
  ErrorAnswer,
  JobSnapshot,
  ServerToClientEvents,
  SubscribeAck,
} from './progress.events.js';
import { BatchedReads } from './batched-reads.js';
import { SnapshotService } from './snapshot.service.js';
import { UpdateStream } from './update-stream.js';

type ProgressSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

const MOST_SUBSCRIPTIONS = 1_000;
const ROOM_PREFIX = 'job:';

/** Sends each job's snapshots to those who subscribed to that job, and to nobody else. */
@WebSocketGateway()
export class ProgressGateway
  implements OnGatewayConnection, OnGatewayDisconnect, OnApplicationBootstrap, OnApplicationShutdown
{
  @WebSocketServer() private readonly server!: Server<ClientToServerEvents, ServerToClientEvents>;
  readonly #updates = new UpdateStream(
    (snapshot, isTerminal) => {
      this.#send(snapshot, isTerminal);
    },
    (jobId) => this.subscribed(jobId),
  );
  readonly #reads = new BatchedReads<JobView>(async (jobIds) => {
    const views = await this.jobs.findMany(jobIds);
    return new Map(views.map((view) => [view.job.id, view]));
  });
  #unsubscribe: () => void = () => undefined;

  constructor(
    private readonly jobs: JobsService,
    private readonly snapshots: SnapshotService,
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    private readonly metrics: MetricsService,
  ) {}

  onApplicationBootstrap(): void {
    this.#unsubscribe = this.bus.subscribe(JOB_CHANGED, ({ view }) => {
      this.show(view);
    });
  }

  /** Not before: those who are connected see the generations end that a shutdown waits for. */
  onApplicationShutdown(): void {
    this.#unsubscribe();
    this.#updates.close();
  }

  handleConnection(socket: ProgressSocket): void {
    this.metrics.sockets.inc();
    socket.emit('connected', { message: 'Connected to Relievo', server_time: new Date().toISOString() });
  }

  handleDisconnect(): void {
    this.metrics.sockets.dec();
  }

  /** Whether a client of this process listens to the job. */
  subscribed(jobId: string): boolean {
    return (this.server.sockets.adapter.rooms.get(roomOf(jobId))?.size ?? 0) > 0;
  }

  /** Every job that a client of this process listens to. */
  followedJobs(): string[] {
    const rooms = [...this.server.sockets.adapter.rooms.keys()];
    return rooms.filter((room) => room.startsWith(ROOM_PREFIX)).map((room) => room.slice(ROOM_PREFIX.length));
  }

  /** Whether those who listen to the job have not been told of `seq` yet, nor are about to be by an answer. */
  isBehind(jobId: string, seq: number): boolean {
    return this.#updates.isBehind(jobId, seq);
  }

  /** Tells those who listen to the job, unless they know as much or more. */
  show(view: JobView): void {
    if (this.subscribed(view.job.id)) this.#updates.push(this.snapshots.toSnapshot(view));
  }

  /** The room is joined before the job is read: no change can fall between the snapshot and the updates. */
  @SubscribeMessage('subscribe_job')
  async subscribe(
    @ConnectedSocket() socket: ProgressSocket,
    @MessageBody() body: unknown,
  ): Promise<SubscribeAck> {
    const jobId = jobIdOf(body);
    if (jobId === null) return answer(new DomainError('INVALID_REQUEST', 'job_id must be a string'));
    if (socket.rooms.size > MOST_SUBSCRIPTIONS) {
      return answer(
        new DomainError('INVALID_REQUEST', `A socket may follow at most ${MOST_SUBSCRIPTIONS} jobs`),
      );
    }
    const isFirst = !this.subscribed(jobId);
    await socket.join(roomOf(jobId));
    try {
      const view = await this.#reads.get(jobId);
      if (view === null) throw new JobNotFoundError();
      const snapshot = this.snapshots.toSnapshot(view);
      if (isFirst) this.#updates.remember(snapshot);
      // What is news to this process is news to those who listened before, too.
      else this.#updates.push(snapshot);
      return snapshot;
    } catch (error) {
      await socket.leave(roomOf(jobId));
      return answer(error);
    }
  }

  @SubscribeMessage('unsubscribe_job')
  async unsubscribe(
    @ConnectedSocket() socket: ProgressSocket,
    @MessageBody() body: unknown,
  ): Promise<{ ok: boolean }> {
    const jobId = jobIdOf(body);
    if (jobId === null) return { ok: false };
    await socket.leave(roomOf(jobId));
    return { ok: true };
  }

  /** Progress may be dropped for a client that reads slowly; the end of a generation never is. */
  #send(snapshot: JobSnapshot, isTerminal: boolean): void {
    const room = this.server.to(roomOf(snapshot.job_id));
    if (isTerminal) room.emit('job_update', snapshot);
    else room.volatile.emit('job_update', snapshot);
  }
}

function roomOf(jobId: string): string {
  return `${ROOM_PREFIX}${jobId}`;
}

function jobIdOf(body: unknown): string | null {
  const jobId = (body as { job_id?: unknown } | null)?.job_id;
  return typeof jobId === 'string' && jobId.length <= 100 ? jobId : null;
}

function answer(error: unknown): ErrorAnswer {
  const known =
    error instanceof DomainError ? error : new DomainError('INTERNAL', 'Something went wrong on our side.');
  return { error: errorEntry(known.code).title, message: known.message, code: known.code };
}
