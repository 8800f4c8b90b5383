import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { errorEntry } from '../../common/errors/error-catalogue.js';
import { requestIdOf } from '../../common/http/request-id.js';
import { GenerationInProgressError } from '../../jobs/jobs.errors.js';
import type { ConflictDto } from './conflict.dto.js';
import { cancelUrl, statusUrl } from './urls.js';

/** Answers a second start: at once, with what is running and where to watch or end it. */
@Catch(GenerationInProgressError)
export class GenerationInProgressFilter implements ExceptionFilter<GenerationInProgressError> {
  catch({ code, message, view }: GenerationInProgressError, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const { status, title, retryAfterSeconds } = errorEntry(code);
    const body: ConflictDto = {
      error: title,
      job_id: view.job.id,
      status: 'conflict',
      message,
      code,
      generation_id: view.current?.id ?? '',
      progress: view.current?.progress ?? 0,
      stage: view.current?.stage ?? 'queued',
      status_url: statusUrl(view.job.id),
      cancel_url: cancelUrl(view.job.id),
      request_id: requestIdOf(host.switchToHttp().getRequest<Request>()),
    };
    response.setHeader('Retry-After', String(view.current?.etaSeconds ?? retryAfterSeconds ?? 1));
    response.setHeader('Cache-Control', 'no-store');
    response.status(status).json(body);
  }
}
