import { createHash } from 'node:crypto';
import type { JobSnapshot } from '../../src/progress/progress.events.js';

/** A snapshot as a client saw it, by a read or by an event. */
export interface Sighting {
  readonly atMs: number;
  /** One connection or one poller: within it, time does not go back. */
  readonly observer: string;
  readonly kind: 'read' | 'event';
  readonly jobId: string;
  readonly generationId: string | null;
  readonly status: JobSnapshot['status'];
  readonly isActive: boolean;
  readonly progress: number;
  readonly seq: number;
}

/** Everything that happened, as the clients saw it: the checker judges by this and by the end state alone. */
export class History {
  readonly sightings: Sighting[] = [];
  /** Generations that a 202 promised, with their jobs. */
  readonly accepted = new Map<string, string>();
  readonly jobs = new Set<string>();
  /** What the model of a generation held whenever somebody downloaded it, as hashes. */
  readonly models = new Map<string, Set<string>>();
  readonly deletedJobs = new Set<string>();
  /** Jobs whose delete got no answer: gone or not, both are right. */
  readonly maybeDeletedJobs = new Set<string>();
  readonly faults: { readonly atMs: number; readonly name: string }[] = [];
  /** What a client grew tired of waiting for: no breach, but worth a look. */
  readonly longWaits: string[] = [];
  readonly counts = new Map<string, number>();
  /** What no fault excuses, as it was seen: an answer 500, a refusal of the wrong kind. */
  readonly offences: string[] = [];

  see(observer: string, kind: Sighting['kind'], snapshot: JobSnapshot): void {
    this.sightings.push({
      atMs: performance.now(),
      observer,
      kind,
      jobId: snapshot.job_id,
      generationId: snapshot.generation_id,
      status: snapshot.status,
      isActive: snapshot.is_active,
      progress: snapshot.progress,
      seq: snapshot.seq,
    });
  }

  /** Whether the job was deleted, for all that is known. */
  mayBeGone(jobId: string): boolean {
    return this.deletedJobs.has(jobId) || this.maybeDeletedJobs.has(jobId);
  }

  seeModel(generationId: string, bytes: Uint8Array): void {
    const hashes = this.models.get(generationId) ?? new Set();
    this.models.set(generationId, hashes.add(hashOf(bytes)));
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function isEnd(state: string): boolean {
  return ['completed', 'failed', 'cancelled'].includes(state);
}
