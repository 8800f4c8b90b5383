import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ERROR_CATALOGUE, type ErrorCode } from '../errors/error-catalogue.js';
import type { ErrorBody } from './errors.filter.js';

/** The one shape of every error, as OpenAPI shows it. */
export class ErrorDto implements ErrorBody {
  @ApiProperty({ example: 'Job not found', description: 'Short and fixed for each code' })
  error!: string;

  @ApiProperty({ example: 'There is no job with this job_id.', description: 'What is wrong, for a person' })
  message!: string;

  @ApiProperty({ enum: Object.keys(ERROR_CATALOGUE), description: 'What is wrong, for a program' })
  code!: ErrorCode;

  @ApiProperty({ description: 'Finds the request in the logs; also in the X-Request-Id header' })
  request_id!: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'More about it; a refused field stands in `problems` as {field, message}',
  })
  details?: Record<string, unknown>;
}
