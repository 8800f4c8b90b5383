import { signal, type Signal } from '@preact/signals';
import type { JobSnapshot } from '../../../src/progress/progress.events.js';

/** A job as the studio knows it. */
export interface Job {
  readonly id: string;
  /** The name of its picture's file. */
  readonly name: string;
  readonly snapshot: Signal<JobSnapshot>;
  /** A start met a generation that is under way: said until that one ends. */
  readonly hasMetConflict: Signal<boolean>;
}

export function newJob(name: string, snapshot: JobSnapshot): Job {
  return { id: snapshot.job_id, name, snapshot: signal(snapshot), hasMetConflict: signal(false) };
}
