import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { DomainError } from '../../common/errors/domain-error.js';
import { invalidRequest, strictValidation } from '../../common/http/validation.js';
import type { GenerationRequest, JobView, NewGeneration } from '../../jobs/job-store.port.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { resolveOptions } from '../../modelling/engines/options.js';
import { checkPlan } from '../../modelling/engines/plan-model.js';
import { asDomainError } from '../asked-wrongly.js';
import type { ClaimPlanner } from './claim-planner.port.js';
import { GenerateBody } from './generate.dto.js';
import { parseScenario, SCENARIO_HELP } from './scenario.js';

/** Plans what `POST /api/generate-3d` asks for. */
@Injectable()
export class StartPlanner implements ClaimPlanner {
  readonly #validation = strictValidation();

  constructor(
    private readonly jobs: JobsService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async plan(request: Request): Promise<NewGeneration> {
    const body = await this.#readBody(request.body);
    const asked = asDomainError((): GenerationRequest => ({
      engine: body.engine,
      format: body.format,
      formats: [...new Set([body.format, ...body.formats])],
      dimensions: {
        widthMm: body.dimensions.width,
        heightMm: body.dimensions.height,
        depthMm: body.dimensions.depth,
        isDepthGiven: isDepthGiven(request.body),
      },
      quality: body.quality,
      options: resolveOptions(body.engine, body.options),
      priority: body.priority,
      scenario: this.#readScenario(request.get('x-test-scenario')),
      retryOf: null,
    }));
    const view = await this.jobs.get(body.job_id);
    this.#refuseWhatCannotBeBuilt(view, body, asked);
    return { id: randomUUID(), jobId: view.job.id, request: asked };
  }

  async #readBody(body: unknown): Promise<GenerateBody> {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw invalidRequest([{ field: 'job_id', message: 'job_id must be a string in a JSON object' }]);
    }
    return (await this.#validation.transform(body, { type: 'body', metatype: GenerateBody })) as GenerateBody;
  }

  #readScenario(header: string | undefined): string | null {
    if (header === undefined) return null;
    if (!this.settings.TEST_MODE) {
      throw new DomainError(
        'INVALID_SCENARIO',
        'X-Test-Scenario is honoured in test mode only (TEST_MODE=1).',
      );
    }
    if (parseScenario(header) === null) {
      throw new DomainError('INVALID_SCENARIO', `X-Test-Scenario must be of ${SCENARIO_HELP}.`);
    }
    return header;
  }

  #refuseWhatCannotBeBuilt({ job }: JobView, { engine }: GenerateBody, asked: GenerationRequest): void {
    const { widthPx, heightPx } = job.picture;
    asDomainError(() => {
      const shape = { engine, ...asked.dimensions, quality: asked.quality, options: asked.options };
      checkPlan({ widthPx, heightPx }, shape as Parameters<typeof checkPlan>[1], this.settings.MAX_TRIANGLES);
    });
  }
}

/** Whether the body itself names a depth: the DTO cannot tell, for it fills in the default. */
function isDepthGiven(body: unknown): boolean {
  const { dimensions } = body as { dimensions?: { depth?: unknown } };
  return dimensions?.depth !== undefined;
}
