import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConflictResponse,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { ApiErrors } from '../../common/http/api-errors.js';
import type { JobView } from '../../jobs/job-store.port.js';
import { ConflictDto } from './conflict.dto.js';
import { GenerateAnswer, GenerateBody } from './generate.dto.js';
import { RetryPlanner } from './retry-planner.js';
import { SCENARIO_HELP } from './scenario.js';
import { Claimed, SingleActiveGeneration } from './single-active-generation.interceptor.js';
import { StartPlanner } from './start-planner.js';
import { StartService } from './start.service.js';
import { statusUrl } from './urls.js';

const POLL_AFTER_S = 1;

const EXAMPLE_JOB_ID = '7c0e4f9a-52b4-4d0a-9b39-0b8a6d9a51c2';

const START_EXAMPLES = {
  defaults: { summary: 'Everything as it comes', value: { job_id: EXAMPLE_JOB_ID } },
  framed: {
    summary: 'A framed wall relief, 150 mm wide, for two slicers',
    value: {
      job_id: EXAMPLE_JOB_ID,
      format: '3mf',
      formats: ['stl'],
      dimensions: { width: 150, height: 150, depth: 8 },
      quality: 8,
      options: { border_mm: 4, smoothing: 1.5 },
    },
  },
};

const ACCEPTED_HEADERS = {
  Location: { description: 'Where to watch it', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds after which to look', schema: { type: 'integer' } },
} as const;

@ApiTags('generation')
@Controller('api')
export class StartController {
  constructor(private readonly starts: StartService) {}

  @Post('generate-3d')
  @HttpCode(202)
  @SingleActiveGeneration(StartPlanner)
  @ApiOperation({ summary: 'Start a generation: 409 at once while another one of the job is active' })
  @ApiBody({ type: GenerateBody, examples: START_EXAMPLES })
  @ApiHeader({ name: 'X-Test-Scenario', required: false, description: `Test mode only: ${SCENARIO_HELP}` })
  @ApiAcceptedResponse({
    type: GenerateAnswer,
    description: 'Started; watch it at `status_url`',
    headers: ACCEPTED_HEADERS,
  })
  @ApiConflictResponse({ type: ConflictDto, description: 'GENERATION_IN_PROGRESS' })
  @ApiErrors(
    'INVALID_REQUEST',
    'INVALID_OPTIONS',
    'MALFORMED_JSON',
    'TRIANGLE_LIMIT_EXCEEDED',
    'DIMENSIONS_TOO_SMALL',
    'INVALID_SCENARIO',
    'JOB_NOT_FOUND',
    'BODY_TOO_LARGE',
    'WRONG_CONTENT_TYPE',
    'QUEUE_FULL',
    'QUEUE_UNAVAILABLE',
  )
  start(@Claimed() claim: JobView, @Res({ passthrough: true }) response: Response): Promise<GenerateAnswer> {
    return this.#accept(claim, response);
  }

  @Post('jobs/:job_id/retry')
  @HttpCode(202)
  @SingleActiveGeneration(RetryPlanner)
  @ApiOperation({ summary: "Start the job's newest generation once more, with the same options" })
  @ApiParam({ name: 'job_id', schema: { type: 'string', format: 'uuid' } })
  @ApiAcceptedResponse({
    type: GenerateAnswer,
    description: 'Started; watch it at `status_url`',
    headers: ACCEPTED_HEADERS,
  })
  @ApiConflictResponse({ type: ConflictDto, description: 'GENERATION_IN_PROGRESS' })
  @ApiErrors(
    'INVALID_REQUEST',
    'INVALID_SCENARIO',
    'JOB_NOT_FOUND',
    'NOTHING_TO_RETRY',
    'QUEUE_FULL',
    'QUEUE_UNAVAILABLE',
  )
  retry(@Claimed() claim: JobView, @Res({ passthrough: true }) response: Response): Promise<GenerateAnswer> {
    return this.#accept(claim, response);
  }

  async #accept(claim: JobView, response: Response): Promise<GenerateAnswer> {
    await this.starts.handOver(claim);
    const { job, current } = claim;
    if (current === null) throw new Error('A claim has a generation');
    const { format, dimensions, quality, engine, retryOf } = current.request;
    response.setHeader('Location', statusUrl(job.id));
    response.setHeader('Retry-After', String(POLL_AFTER_S));
    return {
      job_id: job.id,
      generation_id: current.id,
      status: 'generating_3d',
      format,
      dimensions: { width: dimensions.widthMm, height: dimensions.heightMm, depth: dimensions.depthMm },
      quality,
      engine,
      status_url: statusUrl(job.id),
      ...(retryOf === null ? {} : { retry_of: retryOf }),
    };
  }
}
