import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { ApiErrors } from '../../common/http/api-errors.js';
import { JobsService } from '../../jobs/jobs.service.js';
import type { JobSnapshot } from '../../progress/progress.events.js';
import { SnapshotService } from '../../progress/snapshot.service.js';

class CancelBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Cancel only if this generation is the current one' })
  @IsOptional()
  @IsString({ message: 'generation_id must be a string' })
  generation_id?: string;
}

const JOB_ID = { name: 'job_id', schema: { type: 'string', format: 'uuid' } } as const;

@ApiTags('jobs')
@Controller('api/jobs/:job_id')
export class JobControlController {
  constructor(
    private readonly jobs: JobsService,
    private readonly snapshots: SnapshotService,
  ) {}

  @Post('cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the active generation at once; again and again is harmless' })
  @ApiParam(JOB_ID)
  @ApiBody({ type: CancelBody, required: false })
  @ApiOkResponse({
    description: 'The job as it is now',
    schema: { $ref: '#/components/schemas/SnapshotDto' },
  })
  @ApiErrors('INVALID_REQUEST', 'JOB_NOT_FOUND', 'GENERATION_CHANGED')
  async cancel(@Param('job_id') jobId: string, @Body() body: CancelBody): Promise<JobSnapshot> {
    return this.snapshots.toSnapshot(await this.jobs.cancel(jobId, body.generation_id ?? null));
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete the job; its files go some minutes later' })
  @ApiParam(JOB_ID)
  @ApiNoContentResponse({ description: 'Deleted' })
  @ApiErrors('JOB_NOT_FOUND', 'JOB_ACTIVE')
  async delete(@Param('job_id') jobId: string): Promise<void> {
    await this.jobs.delete(jobId);
  }
}
