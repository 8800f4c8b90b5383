/**
 * The records of Relievo and what may happen to them. Every operation is one atomic step of the state machine
 *
 *     (claim) → queued → (take) → processing → completed | failed | cancelled
 *                  ↑__(lose, hand back)__|
 *
 * and says in its result what happened; nothing is ever checked first and done later. A row in an active
 * state is the claim on its job: leaving the active states is the release.
 */

export type GenerationState = 'queued' | 'processing' | 'completed' | 'failed' | 'cancelled';

/** Who is taken first among those that wait. */
export const PRIORITIES = ['low', 'normal', 'high'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface PictureRecord {
  readonly originalFilename: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly format: string;
  readonly mode: string;
  readonly hasTransparency: boolean;
  readonly sizeBytes: number;
}

export interface NewJob {
  readonly id: string;
  readonly owner: string;
  readonly picture: PictureRecord;
}

export interface JobRecord extends NewJob {
  readonly seq: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** What was asked for; complete from the first moment on. */
export interface GenerationRequest {
  readonly engine: string;
  /** The format of the result's download link. */
  readonly format: string;
  /** All formats to write, `format` among them. */
  readonly formats: readonly string[];
  readonly dimensions: {
    readonly widthMm: number;
    readonly heightMm: number;
    readonly depthMm: number;
    /** False where the depth is only the default. Absent, as in older rows, is true. */
    readonly isDepthGiven?: boolean;
  };
  readonly quality: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly priority: Priority;
  /** Test mode only. */
  readonly scenario: string | null;
  readonly retryOf: string | null;
}

export interface NewGeneration {
  readonly id: string;
  readonly jobId: string;
  readonly request: GenerationRequest;
}

export interface ArtifactRecord {
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

export interface ReportRecord {
  readonly watertight: boolean;
  readonly manifold: boolean;
  readonly triangleCount: number;
  readonly vertexCount: number;
  readonly shellCount: number;
  readonly volumeMm3: number;
  readonly surfaceAreaMm2: number;
  readonly boundingBoxMm: { readonly width: number; readonly height: number; readonly depth: number };
  readonly warnings: readonly string[];
  /** Absent in records of an earlier version. */
  readonly details?: Readonly<Record<string, number | string | boolean>>;
}

export interface FailureRecord {
  readonly code: string;
  readonly message: string;
}

export interface ResultRecord {
  readonly artifacts: readonly ArtifactRecord[];
  readonly report: ReportRecord;
}

export interface GenerationRecord {
  readonly id: string;
  readonly jobId: string;
  /** 1 for a job's first generation. */
  readonly ordinal: number;
  readonly state: GenerationState;
  readonly epoch: number;
  /** How many runs there were. */
  readonly attemptCount: number;
  readonly request: GenerationRequest;
  /** 0…100. */
  readonly progress: number;
  readonly stage: string;
  readonly etaSeconds: number | null;
  readonly failure: FailureRecord | null;
  readonly result: ResultRecord | null;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
}

/** A job as it is shown: with its newest generation, and the newest that completed. */
export interface JobView {
  readonly job: JobRecord;
  readonly current: GenerationRecord | null;
  readonly result: GenerationRecord | null;
  /** 1 is next; null unless the current generation waits. */
  readonly queuePosition: number | null;
}

/** One take of a generation by a worker. Every write of a run carries it. */
export interface Run {
  readonly jobId: string;
  readonly generationId: string;
  readonly epoch: number;
}

export interface TakenRun {
  readonly run: Run;
  readonly generation: GenerationRecord;
  readonly view: JobView;
}

export interface ProgressRecord {
  readonly progress: number;
  readonly stage: string;
  readonly etaSeconds: number | null;
}

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly view: JobView }
  | { readonly kind: 'job-not-found' }
  | { readonly kind: 'conflict'; readonly view: JobView }
  | { readonly kind: 'queue-full'; readonly limit: number };

export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly view: JobView; readonly generationId: string }
  | { readonly kind: 'not-active'; readonly view: JobView }
  | { readonly kind: 'changed'; readonly view: JobView }
  | { readonly kind: 'job-not-found' };

export type DeleteOutcome =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'active'; readonly view: JobView }
  | { readonly kind: 'job-not-found' };

/** What became of a run that was lost: `gone` when it was not the current one any more. */
export type LossOutcome =
  | { readonly kind: 'requeued'; readonly view: JobView }
  | { readonly kind: 'failed'; readonly view: JobView }
  | { readonly kind: 'gone' };

export interface JobPage {
  readonly views: readonly JobView[];
  readonly nextCursor: string | null;
}

export interface Heartbeat {
  readonly run: Run;
  readonly heartbeatNo: number;
}

/** A waiting generation, as the queue is told of it. */
export interface WaitingGeneration {
  readonly jobId: string;
  readonly generationId: string;
}

/** How far a job has come: see {@link JobRecord.seq}. */
export interface JobSeq {
  readonly jobId: string;
  readonly seq: number;
}

/** One of those that wait, with what decides its place. */
export interface QueuedGeneration extends WaitingGeneration {
  readonly priority: Priority;
}

export interface JobStore {
  createJob(job: NewJob): Promise<JobView>;
  find(jobId: string): Promise<JobView | null>;
  /** Those of the jobs that there are, in one read; at most some hundreds at once. */
  findMany(jobIds: readonly string[]): Promise<JobView[]>;
  /** How far each of the jobs has come, in one read; at most some hundreds at once. */
  seqs(jobIds: readonly string[]): Promise<JobSeq[]>;
  /** Newest first. `cursor` is one that a former page gave. */
  list(limit: number, cursor: string | null): Promise<JobPage>;
  /** A job's generations, newest first; empty for an unknown job. */
  generations(jobId: string, limit: number): Promise<GenerationRecord[]>;
  /** One generation of a job that is not deleted. */
  findGeneration(jobId: string, generationId: string): Promise<GenerationRecord | null>;

  /** Inserts the generation, complete and queued, unless one of the job is active. */
  claim(generation: NewGeneration, queueLimit: number): Promise<ClaimOutcome>;
  /** Takes a claim back that no worker has seen. False where a worker already has. */
  withdraw(claim: WaitingGeneration): Promise<boolean>;
  /** Starts a run under a new epoch; null where the generation does not wait (any more). */
  take(waiting: WaitingGeneration): Promise<TakenRun | null>;

  /** The writes of a run: each changes nothing, and says so by false or null, once the run is not the current one. */
  heartbeat(run: Run): Promise<boolean>;
  recordProgress(run: Run, progress: ProgressRecord): Promise<JobView | null>;
  /** Asked again by the run that completed, it changes nothing and gives the view again. */
  complete(run: Run, result: ResultRecord): Promise<JobView | null>;
  fail(run: Run, failure: FailureRecord): Promise<JobView | null>;
  /** Puts the generation back into the queue without counting the run as lost. */
  handBack(run: Run): Promise<JobView | null>;
  /** Re-queues a generation whose run died, or fails it when `attemptLimit` runs were lost. */
  lose(run: Run, failure: FailureRecord, attemptLimit: number): Promise<LossOutcome>;

  /** Ends the active generation; `generationId` guards against ending a later one. */
  cancel(jobId: string, generationId: string | null): Promise<CancelOutcome>;
  /** Hides an inactive job for good; its files go later. */
  delete(jobId: string): Promise<DeleteOutcome>;

  /** Raises `seq` of a waiting generation whose queue position is to be shown anew; null once it waits no more. */
  announcePosition(waiting: WaitingGeneration): Promise<JobView | null>;
  /** Those that wait, next first: by priority, the oldest first within one. */
  waiting(limit: number): Promise<QueuedGeneration[]>;
  countWaiting(): Promise<number>;
  /** Every run that should be alive. */
  heartbeats(): Promise<Heartbeat[]>;

  /** Jobs whose files may go: deleted before `deletedBeforeMs`. */
  deletedJobs(deletedBeforeMs: number): Promise<string[]>;
  /** Removes the record of a deleted job whose files are gone. */
  forget(jobId: string): Promise<void>;
  /** Inactive jobs unchanged since `unchangedSinceMs`. */
  idleJobs(unchangedSinceMs: number): Promise<string[]>;
  /** Completed generations that another one has replaced before `supersededBeforeMs`, and whose files may go. */
  supersededRuns(supersededBeforeMs: number): Promise<Run[]>;
  /** Those of the given ids that belong to a job, deleted or not. */
  existingJobs(jobIds: readonly string[]): Promise<string[]>;
  /** The runs of a job whose files are kept. */
  runsWithFiles(jobId: string): Promise<Run[]>;
  /** Records that a superseded generation's files are gone. */
  forgetFiles(run: Run): Promise<void>;
}

/** Injection token of {@link JobStore}. */
export const JOB_STORE = Symbol('JobStore');
