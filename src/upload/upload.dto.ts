import { ApiProperty } from '@nestjs/swagger';
import { ImageInfoDto } from '../common/http/image-info.dto.js';

export class UploadAnswer {
  @ApiProperty({ format: 'uuid' })
  job_id!: string;

  @ApiProperty({ description: 'The name under which the picture is kept' })
  filename!: string;

  @ApiProperty({ example: 'portrait.jpg' })
  original_filename!: string;

  @ApiProperty({ format: 'uri-reference' })
  preview_url!: string;

  @ApiProperty({ enum: ['uploaded'] })
  status!: 'uploaded';

  @ApiProperty({ type: ImageInfoDto })
  image_info!: ImageInfoDto;
}
