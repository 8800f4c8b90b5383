import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
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
import { sendStored } from '../../common/http/send-stored.js';
import { FILE_STORAGE, type FileStorage } from '../../common/storage/file-storage.port.js';
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
  constructor(
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    private readonly downloads: DownloadService,
  ) {}

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
      '`model.{format}` (or `model_{job_id}.{format}`), `thumbnail.png`, `preview.glb`, `backlit.png` (of a lithophane) or `all.zip`',
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
  @ApiResponse({
    status: 302,
    description: 'A model or an archive, to be had from the store itself; only with `STORAGE_SIGNED_URLS`',
  })
  @ApiResponse({ status: 304, description: 'Not changed since the `ETag` in `If-None-Match`' })
  @ApiErrors(
    'INVALID_REQUEST',
    'JOB_NOT_FOUND',
    'FILE_NOT_FOUND',
    'PRECONDITION_FAILED',
    'RANGE_NOT_SATISFIABLE',
    'EXPORTS_BUSY',
    'STORAGE_UNAVAILABLE',
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
    const { file, name, generationId, isLarge } = await this.downloads.find(jobId, filename, pinnedId);
    const contentType = contentTypeOf(name);
    const disposition = `attachment; filename="${name}"`;
    // What pages show inside themselves is left to us: they may fetch from nobody else.
    const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
    const link = isLarge
      ? await this.storage.signedUrl(file.key, { method, contentType, disposition })
      : null;
    if (link !== null) {
      response.setHeader('Cache-Control', 'no-store');
      response.redirect(302, link);
      return;
    }
    await sendStored(request, response, this.storage, file, {
      contentType,
      etag: `"${generationId}-${name}"`,
      cacheControl: pinnedId === null ? 'no-cache' : 'private, max-age=31536000, immutable',
      disposition,
    });
  }
}
