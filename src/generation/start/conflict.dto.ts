import { ApiProperty } from '@nestjs/swagger';

/** The answer to a start while a generation of the job is active. */
export class ConflictDto {
  @ApiProperty({ enum: ['Generation already in progress'] })
  error!: string;

  @ApiProperty({ format: 'uuid' })
  job_id!: string;

  @ApiProperty({ enum: ['conflict'] })
  status!: 'conflict';

  @ApiProperty({
    example: 'This job is currently being processed. Wait for completion or use a different job_id.',
  })
  message!: string;

  @ApiProperty({ enum: ['GENERATION_IN_PROGRESS'] })
  code!: string;

  @ApiProperty({ format: 'uuid', description: 'The generation that is active' })
  generation_id!: string;

  @ApiProperty({ minimum: 0, maximum: 100 })
  progress!: number;

  @ApiProperty({ example: 'meshing' })
  stage!: string;

  @ApiProperty({ format: 'uri-reference' })
  status_url!: string;

  @ApiProperty({ format: 'uri-reference' })
  cancel_url!: string;

  @ApiProperty()
  request_id!: string;
}
