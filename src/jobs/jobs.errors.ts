import { DomainError } from '../common/errors/domain-error.js';
import type { JobView } from './job-store.port.js';

/** No job of this id: never made, or deleted. */
export class JobNotFoundError extends DomainError {
  constructor() {
    super('JOB_NOT_FOUND', 'There is no job with this job_id.');
  }
}

/** The single-active rule held: the view shows the generation that is active. */
export class GenerationInProgressError extends DomainError {
  constructor(readonly view: JobView) {
    super(
      'GENERATION_IN_PROGRESS',
      'This job is currently being processed. Wait for completion or use a different job_id.',
    );
  }
}

/** A cancel named a generation that is not the current one any more. */
export class GenerationChangedError extends DomainError {
  constructor(view: JobView) {
    super('GENERATION_CHANGED', 'Another generation is current by now; nothing was cancelled.', {
      generation_id: view.current?.id ?? null,
    });
  }
}

/** A job cannot be deleted under its running generation. */
export class JobActiveError extends DomainError {
  constructor(view: JobView) {
    super('JOB_ACTIVE', 'A generation of this job is active. Cancel it first.', {
      generation_id: view.current?.id ?? null,
    });
  }
}

export class QueueFullError extends DomainError {
  constructor(limit: number) {
    super('QUEUE_FULL', `The queue is full (${limit} generations wait). Try again later.`, { limit });
  }
}

/** A listing was asked to go on from a cursor that none of its pages gave. */
export class InvalidCursorError extends DomainError {
  constructor() {
    const message = 'cursor must be a next_cursor of this listing';
    super('INVALID_REQUEST', message, { problems: [{ field: 'cursor', message }] });
  }
}
