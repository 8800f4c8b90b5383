import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { DimensionsDto } from '../../common/http/dimensions.dto.js';
import { PRIORITIES, type Priority } from '../../jobs/job-store.port.js';
import { ENGINE_NAMES, type EngineName } from '../../modelling/engines/engine-names.js';
import { FORMAT_NAMES, type FormatName } from '../../modelling/formats/model-formats.js';

const ONE_OF_FORMATS = `must be one of ${FORMAT_NAMES.join(', ')}`;
const QUALITY_RULE = { message: 'quality must be a whole number from 1 to 10' };

function lowerCased(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** What a start asks for. */
export class GenerateBody {
  @ApiProperty({ description: 'The `job_id` of the upload' })
  @IsString({ message: 'job_id must be a string' })
  job_id!: string;

  @ApiPropertyOptional({ enum: FORMAT_NAMES, default: 'stl', description: 'In any case' })
  @Transform(({ value }) => lowerCased(value))
  @IsIn(FORMAT_NAMES, { message: `format ${ONE_OF_FORMATS}` })
  format: FormatName = 'stl';

  @ApiPropertyOptional({ enum: FORMAT_NAMES, isArray: true, description: 'Further formats to write at once' })
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lowerCased) : value))
  @IsArray({ message: 'formats must be a list' })
  @ArrayMaxSize(20, { message: 'formats must have at most 20 entries' })
  @IsIn(FORMAT_NAMES, { each: true, message: `each of formats ${ONE_OF_FORMATS}` })
  formats: FormatName[] = [];

  @ApiPropertyOptional({ type: DimensionsDto, description: 'The outer box in millimetres' })
  @IsObject({ message: 'dimensions must be an object with width, height and depth' })
  @ValidateNested()
  @Type(() => DimensionsDto)
  dimensions: DimensionsDto = new DimensionsDto();

  @ApiPropertyOptional({
    type: Number,
    minimum: 1,
    maximum: 10,
    default: 7,
    description: 'Or a numeric string',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value.trim()) ? Number(value) : value,
  )
  @IsInt(QUALITY_RULE)
  @Min(1, QUALITY_RULE)
  @Max(10, QUALITY_RULE)
  quality = 7;

  @ApiPropertyOptional({ enum: ENGINE_NAMES, default: 'relief' })
  @IsIn(ENGINE_NAMES, { message: `engine must be one of ${ENGINE_NAMES.join(', ')}` })
  engine: EngineName = 'relief';

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'The options of the engine: see `/api/models-info`',
  })
  @IsObject({ message: 'options must be an object' })
  options: Record<string, unknown> = {};

  @ApiPropertyOptional({
    enum: PRIORITIES,
    default: 'normal',
    description: 'Who is taken first among those that wait; the oldest first within one priority',
  })
  @IsIn(PRIORITIES, { message: `priority must be one of ${PRIORITIES.join(', ')}` })
  priority: Priority = 'normal';

  @ApiPropertyOptional({
    enum: ['auto'],
    deprecated: true,
    description: 'Sent by older clients; `engine` says how the model is made',
  })
  @IsOptional()
  @IsIn(['auto'], { message: 'method must be auto; choose by engine instead' })
  method?: 'auto';
}

export class GenerateAnswer {
  @ApiProperty({ format: 'uuid' })
  job_id!: string;

  @ApiProperty({ format: 'uuid' })
  generation_id!: string;

  @ApiProperty({ enum: ['generating_3d'] })
  status!: 'generating_3d';

  @ApiProperty({ enum: FORMAT_NAMES })
  format!: string;

  @ApiProperty({ type: DimensionsDto })
  dimensions!: DimensionsDto;

  @ApiProperty({ example: 7 })
  quality!: number;

  @ApiProperty({ enum: ENGINE_NAMES })
  engine!: string;

  @ApiProperty({ format: 'uri-reference' })
  status_url!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of a retry: the generation that is repeated' })
  retry_of?: string;
}
