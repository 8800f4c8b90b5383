import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../common/errors/domain-error.js';
import { invalidRequest, unknownField } from '../../common/http/validation.js';
import type { NewGeneration } from '../../jobs/job-store.port.js';
import { JobsService } from '../../jobs/jobs.service.js';
import type { ClaimPlanner } from './claim-planner.port.js';

/** Plans the same generation once more: `POST /api/jobs/{job_id}/retry`. */
@Injectable()
export class RetryPlanner implements ClaimPlanner {
  constructor(private readonly jobs: JobsService) {}

  async plan(request: Request<{ job_id: string }>): Promise<NewGeneration> {
    refuseWhatRetryIgnores(request);
    const { job, current } = await this.jobs.get(request.params.job_id);
    if (current === null) {
      throw new DomainError('NOTHING_TO_RETRY', 'No generation of this job was ever started.');
    }
    return { id: randomUUID(), jobId: job.id, request: { ...current.request, retryOf: current.id } };
  }
}

/** A retry is the same once more: what would change it is refused, not passed over. */
function refuseWhatRetryIgnores(request: Request<{ job_id: string }>): void {
  const fields = Object.keys((request.body as object | undefined) ?? {});
  if (fields.length > 0) throw invalidRequest(fields.map(unknownField));
  if (request.get('x-test-scenario') !== undefined) {
    throw new DomainError(
      'INVALID_SCENARIO',
      'A retry plays the scenario of the generation that it repeats.',
    );
  }
}
