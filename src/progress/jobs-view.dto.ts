import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { DimensionsDto } from '../common/http/dimensions.dto.js';
import { ImageInfoDto } from '../common/http/image-info.dto.js';
import { PRIORITIES, type Priority } from '../jobs/job-store.port.js';
import { SnapshotDto } from './snapshot.dto.js';

const LIMIT_RULE = { message: 'limit must be a whole number from 1 to 100' };
const CURSOR_RULE = { message: 'cursor must be a next_cursor of this listing' };

export class JobListQuery {
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: 100, default: 20 })
  @Type(() => Number)
  @IsInt(LIMIT_RULE)
  @Min(1, LIMIT_RULE)
  @Max(100, LIMIT_RULE)
  limit = 20;

  @ApiPropertyOptional({ description: 'The `next_cursor` of the page before' })
  @IsOptional()
  @IsString(CURSOR_RULE)
  @Matches(/^[\w-]{1,100}$/, CURSOR_RULE)
  cursor?: string;
}

class JobSummaryDto extends SnapshotDto {
  @ApiProperty({ example: 'portrait.jpg' })
  original_filename!: string;
}

export class JobListDto {
  @ApiProperty({ type: [JobSummaryDto] })
  jobs!: JobSummaryDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next_cursor!: string | null;
}

export class GenerationDto {
  @ApiProperty({ format: 'uuid' })
  generation_id!: string;

  @ApiProperty({ enum: ['queued', 'processing', 'completed', 'failed', 'cancelled'] })
  state!: string;

  @ApiProperty()
  attempt!: number;

  @ApiProperty()
  progress!: number;

  @ApiProperty({ example: 'relief' })
  engine!: string;

  @ApiProperty({ example: 'stl' })
  format!: string;

  @ApiProperty({ type: [String] })
  formats!: string[];

  @ApiProperty({ type: DimensionsDto })
  dimensions!: DimensionsDto;

  @ApiProperty()
  quality!: number;

  @ApiProperty({ type: 'object', additionalProperties: true })
  options!: Record<string, unknown>;

  @ApiProperty({ enum: PRIORITIES })
  priority!: Priority;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  retry_of!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  started_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at!: string | null;

  @ApiProperty({ type: String, nullable: true })
  error!: string | null;

  @ApiProperty({ type: String, nullable: true })
  code!: string | null;
}

export class JobDetailDto extends JobSummaryDto {
  @ApiProperty({ format: 'uri-reference' })
  preview_url!: string;

  @ApiProperty({ type: ImageInfoDto })
  image_info!: ImageInfoDto;

  @ApiProperty({ type: [GenerationDto] })
  generations!: GenerationDto[];
}
