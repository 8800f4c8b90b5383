import {
  applyDecorators,
  createParamDecorator,
  Inject,
  Injectable,
  SetMetadata,
  UseFilters,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { catchError, from, mergeMap, throwError, type Observable } from 'rxjs';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import type { JobView } from '../../jobs/job-store.port.js';
import { JobsService } from '../../jobs/jobs.service.js';
import type { ClaimPlanner } from './claim-planner.port.js';
import { GenerationInProgressFilter } from './generation-in-progress.filter.js';

const PLANNER = Symbol('ClaimPlanner of a route');

type ClaimingRequest = Request & { claim?: JobView };

/**
 * The rule that Relievo exists for: a route that starts a generation runs only with its job claimed. A job
 * whose generation is active answers 409 at once, and however many requests arrive together, the database
 * lets one through. If the handler fails, the claim is given back, unless a worker already has it.
 *
 * An interceptor and not a guard: a guard that claims leaks its claim when a later step fails.
 */
@Injectable()
export class SingleActiveGenerationInterceptor implements NestInterceptor {
  constructor(
    private readonly jobs: JobsService,
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<ClaimingRequest>();
    const planner = this.modules.get<ClaimPlanner>(
      this.reflector.get<Type<ClaimPlanner>>(PLANNER, context.getHandler()),
      { strict: false },
    );
    const generation = await planner.plan(request);
    const claim = { jobId: generation.jobId, generationId: generation.id };
    request.claim = await this.jobs.claim(generation, this.settings.QUEUE_LIMIT);
    return next
      .handle()
      .pipe(
        catchError((error: unknown) =>
          from(this.jobs.withdraw(claim)).pipe(mergeMap(() => throwError(() => error))),
        ),
      );
  }
}

/** Lets a route start a generation, planned from the request by `planner`, under the single-active rule. */
export function SingleActiveGeneration(planner: Type<ClaimPlanner>): MethodDecorator {
  return applyDecorators(
    SetMetadata(PLANNER, planner),
    UseInterceptors(SingleActiveGenerationInterceptor),
    UseFilters(GenerationInProgressFilter),
  );
}

/** The job as claimed for this request: its `current` generation is the new one. */
export const Claimed = createParamDecorator((_: unknown, context: ExecutionContext): JobView => {
  const { claim } = context.switchToHttp().getRequest<ClaimingRequest>();
  if (claim === undefined) throw new Error('@Claimed() needs @SingleActiveGeneration() on the route');
  return claim;
});
