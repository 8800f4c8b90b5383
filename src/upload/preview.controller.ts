import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DomainError } from '../common/errors/domain-error.js';
import { ApiErrors } from '../common/http/api-errors.js';
import { sendStored } from '../common/http/send-stored.js';
import { FILE_STORAGE, type FileStorage } from '../common/storage/file-storage.port.js';
import { previewKey } from '../common/storage/job-keys.js';
import { JobsService } from '../jobs/jobs.service.js';

@ApiTags('upload')
@Controller('api/preview')
export class PreviewController {
  constructor(
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    private readonly jobs: JobsService,
  ) {}

  @Get(':filename')
  @ApiOperation({ summary: 'The uploaded picture, its longest side at most 1024 pixels' })
  @ApiParam({ name: 'filename', description: 'The `filename` of the upload', schema: { type: 'string' } })
  @ApiOkResponse({
    content: { 'image/png': { schema: { type: 'string', format: 'binary' } } },
    description: 'The picture',
  })
  @ApiErrors(
    'FILE_NOT_FOUND',
    'JOB_NOT_FOUND',
    'PRECONDITION_FAILED',
    'RANGE_NOT_SATISFIABLE',
    'STORAGE_UNAVAILABLE',
  )
  async preview(
    @Param('filename') filename: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const [, jobId] = /^([0-9a-f-]{36})\.png$/.exec(filename) ?? [];
    if (jobId === undefined) throw new DomainError('FILE_NOT_FOUND', 'There is no such picture.');
    const { job } = await this.jobs.get(jobId);
    const file = await this.storage.stat(previewKey(job.id));
    if (file === null) throw new DomainError('FILE_NOT_FOUND', 'There is no such picture.');
    await sendStored(request, response, this.storage, file, {
      contentType: 'image/png',
      etag: `"${job.id}"`,
      cacheControl: 'private, max-age=3600',
      disposition: 'inline',
    });
  }
}
