import { ApiProperty } from '@nestjs/swagger';

class Range {
  @ApiProperty({ example: 1 })
  minimum!: number;

  @ApiProperty({ example: 1000 })
  maximum!: number;
}

class DimensionRanges {
  @ApiProperty({ type: Range })
  width!: Range;

  @ApiProperty({ type: Range })
  height!: Range;

  @ApiProperty({ type: Range })
  depth!: Range;
}

class PictureLimits {
  @ApiProperty({ example: 52_428_800 })
  max_bytes!: number;

  @ApiProperty({ example: 16 })
  min_side_px!: number;

  @ApiProperty({ example: 8192 })
  max_side_px!: number;

  @ApiProperty({ example: 33_554_432 })
  max_pixels!: number;
}

/** What is refused beyond, so that a client can say so before it sends anything. */
export class ModelLimits {
  @ApiProperty({ type: PictureLimits })
  picture!: PictureLimits;

  @ApiProperty({ type: DimensionRanges, description: 'Millimetres' })
  dimensions!: DimensionRanges;

  @ApiProperty({ type: Range })
  quality!: Range;

  @ApiProperty({ example: 10_000_000 })
  max_triangles!: number;
}
