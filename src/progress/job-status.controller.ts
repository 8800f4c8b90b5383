import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../common/http/api-errors.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { JobSnapshot } from './progress.events.js';
import { SnapshotDto } from './snapshot.dto.js';
import { SnapshotService } from './snapshot.service.js';

@ApiTags('progress')
@Controller('api/job-status')
export class JobStatusController {
  constructor(
    private readonly jobs: JobsService,
    private readonly snapshots: SnapshotService,
  ) {}

  @Get(':job_id')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Where a job stands: the same snapshot that Socket.IO sends' })
  @ApiParam({ name: 'job_id', schema: { type: 'string', format: 'uuid' } })
  @ApiOkResponse({ type: SnapshotDto })
  @ApiErrors('JOB_NOT_FOUND')
  async status(@Param('job_id') jobId: string): Promise<JobSnapshot> {
    return this.snapshots.toSnapshot(await this.jobs.get(jobId));
  }
}
