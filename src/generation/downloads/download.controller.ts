import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiPropertyOptional,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import type { Request, Response } from 'express';
import { ApiErrors } from '../../common/http/api-errors.js';
import { sendFile } from '../../common/http/send-file.js';
import { contentTypeOf } from '../formats/content-types.js';
import { DownloadService } from './download.service.js';

const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

class DownloadQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'The generation wanted; by default the newest result' })
  @IsOptional()
  @IsString({ message: 'generation must be one generation_id' })
  generation?: string;
}

@ApiTags('download')
@Controller('api/download')
export class DownloadController {
  constructor(private readonly downloads: DownloadService) {}

  @Get(':job_id/:filename')
  @ApiOperation({
    summary: 'Download a file of the newest result, or of the generation that is named',
    description:
      'A format that was not asked for at the start is written on first ask. Ranges, conditions and HEAD work.',
  })
  @ApiParam({ name: 'job_id', schema: { type: 'string', format: 'uuid' } })
  @ApiParam({
    name: 'filename',
    description:
      '`model.{format}` (or `model_{job_id}.{format}`), `thumbnail.png`, `preview.glb` or `all.zip`',
    schema: { type: 'string', example: 'model.stl' },
  })
  @ApiOkResponse({
    description: 'The file',
    content: {
      'model/stl': BINARY,
      'model/obj': BINARY,
      'application/octet-stream': BINARY,
      'model/gltf-binary': BINARY,
      'model/3mf': BINARY,
      'image/png': BINARY,
      'application/zip': BINARY,
    },
  })
  @ApiResponse({ status: 206, description: 'The part that `Range` named' })
  @ApiResponse({ status: 304, description: 'Not changed since the `ETag` in `If-None-Match`' })
  @ApiErrors(
    'INVALID_REQUEST',
    'JOB_NOT_FOUND',
    'FILE_NOT_FOUND',
    'PRECONDITION_FAILED',
    'RANGE_NOT_SATISFIABLE',
    'EXPORTS_BUSY',
    'TIMED_OUT',
    'DISK_FULL',
  )
  async download(
    @Param('job_id') jobId: string,
    @Param('filename') filename: string,
    @Query() query: DownloadQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const pinnedId = query.generation ?? null;
    const { path, name, generationId } = await this.downloads.find(jobId, filename, pinnedId);
    await sendFile(request, response, {
      path,
      contentType: contentTypeOf(name),
      etag: `"${generationId}-${name}"`,
      cacheControl: pinnedId === null ? 'no-cache' : 'private, max-age=31536000, immutable',
      disposition: `attachment; filename="${name}"`,
    });
  }
}
