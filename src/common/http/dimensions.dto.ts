import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNumber, Max, Min } from 'class-validator';

const FINITE = { allowInfinity: false, allowNaN: false } as const;

/** The outer box of a model in millimetres. */
export class DimensionsDto {
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: 1000, default: 100 })
  @IsNumber(FINITE, { message: 'width must be a number from 1 to 1000' })
  @Min(1, { message: 'width must be a number from 1 to 1000' })
  @Max(1000, { message: 'width must be a number from 1 to 1000' })
  width = 100;

  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: 1000, default: 100 })
  @IsNumber(FINITE, { message: 'height must be a number from 1 to 1000' })
  @Min(1, { message: 'height must be a number from 1 to 1000' })
  @Max(1000, { message: 'height must be a number from 1 to 1000' })
  height = 100;

  @ApiPropertyOptional({
    type: Number,
    minimum: 1,
    maximum: 500,
    default: 20,
    description: 'Limits a lithophane that stands upright only where it is given',
  })
  @IsNumber(FINITE, { message: 'depth must be a number from 1 to 500' })
  @Min(1, { message: 'depth must be a number from 1 to 500' })
  @Max(500, { message: 'depth must be a number from 1 to 500' })
  depth = 20;
}
