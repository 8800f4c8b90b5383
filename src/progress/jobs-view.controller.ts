import { Controller, Get, Header, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { isLoopback, SETTINGS, type Settings } from '../common/config/settings.js';
import { DomainError } from '../common/errors/domain-error.js';
import { ApiErrors } from '../common/http/api-errors.js';
import { JobsService } from '../jobs/jobs.service.js';
import { JobDetailDto, JobListDto, JobListQuery } from './jobs-view.dto.js';
import { toGenerationView } from './generation-view.js';
import { SnapshotService } from './snapshot.service.js';

const SHOWN_GENERATIONS = 20;

@ApiTags('jobs')
@Controller('api/jobs')
export class JobsViewController {
  constructor(
    private readonly jobs: JobsService,
    private readonly snapshots: SnapshotService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The jobs, newest first, a page at a time' })
  @ApiOkResponse({ type: JobListDto })
  @ApiErrors('INVALID_REQUEST', 'LISTING_FORBIDDEN')
  async list(@Query() { limit, cursor }: JobListQuery): Promise<JobListDto> {
    if (!isLoopback(this.settings)) {
      throw new DomainError('LISTING_FORBIDDEN', 'Without keys, a service open to others lists no jobs.');
    }
    const page = await this.jobs.list(limit, cursor ?? null);
    return {
      jobs: page.views.map((view) => ({
        ...this.snapshots.toSnapshot(view),
        original_filename: view.job.picture.originalFilename,
      })),
      next_cursor: page.nextCursor,
    };
  }

  @Get(':job_id')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'A job with its newest 20 generations' })
  @ApiParam({ name: 'job_id', schema: { type: 'string', format: 'uuid' } })
  @ApiOkResponse({ type: JobDetailDto })
  @ApiErrors('JOB_NOT_FOUND')
  async get(@Param('job_id') jobId: string): Promise<JobDetailDto> {
    const view = await this.jobs.get(jobId);
    const generations = await this.jobs.generations(jobId, SHOWN_GENERATIONS);
    const { picture } = view.job;
    return {
      ...this.snapshots.toSnapshot(view),
      original_filename: picture.originalFilename,
      preview_url: `/api/preview/${jobId}.png`,
      image_info: {
        size: [picture.widthPx, picture.heightPx],
        format: picture.format,
        mode: picture.mode,
        has_transparency: picture.hasTransparency,
        file_size: picture.sizeBytes,
      },
      generations: generations.map(toGenerationView),
    };
  }
}
