import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { ApiErrors } from '../common/http/api-errors.js';
import { drain } from './drain.js';
import { UploadAnswer } from './upload.dto.js';
import { UploadService } from './upload.service.js';

@ApiTags('upload')
@Controller('api/upload-image')
export class UploadController {
  constructor(private readonly uploads: UploadService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Upload a picture: makes a job' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['image'],
      properties: {
        image: {
          type: 'string',
          format: 'binary',
          description: 'PNG, JPEG, WebP, GIF, BMP or TIFF; at most 50 MB; each side 16 to 8192 pixels',
        },
      },
    },
  })
  @ApiOkResponse({ type: UploadAnswer })
  @ApiErrors(
    'NO_FILE',
    'INVALID_REQUEST',
    'MALFORMED_UPLOAD',
    'UPLOAD_TOO_LARGE',
    'NOT_A_PICTURE',
    'UNREADABLE_PICTURE',
    'IMAGE_TOO_SMALL',
    'IMAGE_TOO_LARGE',
    'TOO_MANY_PIXELS',
    'UPLOADS_BUSY',
    'DISK_FULL',
  )
  async upload(@Req() request: Request): Promise<UploadAnswer> {
    try {
      const { id, picture } = await this.uploads.upload(request);
      return {
        job_id: id,
        filename: `${id}.png`,
        original_filename: picture.originalFilename,
        preview_url: `/api/preview/${id}.png`,
        status: 'uploaded',
        image_info: {
          size: [picture.widthPx, picture.heightPx],
          format: picture.format,
          mode: picture.mode,
          has_transparency: picture.hasTransparency,
          file_size: picture.sizeBytes,
        },
      };
    } finally {
      drain(request);
    }
  }
}
