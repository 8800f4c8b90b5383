import { ApiProperty } from '@nestjs/swagger';

/** What is known of an uploaded picture. */
export class ImageInfoDto {
  @ApiProperty({ type: [Number], description: 'Width and height in pixels, upright', example: [1024, 768] })
  size!: [number, number];

  @ApiProperty({ enum: ['PNG', 'JPEG', 'WEBP', 'GIF', 'BMP', 'TIFF'] })
  format!: string;

  @ApiProperty({ description: 'Channels of the picture as it is kept', example: 'RGB' })
  mode!: string;

  @ApiProperty()
  has_transparency!: boolean;

  @ApiProperty({ description: 'Size of the uploaded file in bytes' })
  file_size!: number;
}
