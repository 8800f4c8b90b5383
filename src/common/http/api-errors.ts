import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { errorEntry, type ErrorCode } from '../errors/error-catalogue.js';
import { ErrorDto } from './error.dto.js';

/** What any route that needs the records may answer. */
const EVERYWHERE: readonly ErrorCode[] = ['STARTING', 'DATABASE_UNAVAILABLE'];

/**
 * Documents the errors of a route that needs the records: by status, each code with an example as the catalogue
 * has it.
 */
export function ApiErrors(...own: ErrorCode[]): MethodDecorator {
  const codes = [...own, ...EVERYWHERE];
  const statuses = [...new Set(codes.map((code) => errorEntry(code).status))];
  return applyDecorators(
    ApiExtraModels(ErrorDto),
    ...statuses.map((status) => {
      const some = codes.filter((code) => errorEntry(code).status === status);
      const hasRetryAfter = some.some((code) => errorEntry(code).retryAfterSeconds !== undefined);
      return ApiResponse({
        status,
        description: some.join(', '),
        ...(hasRetryAfter ? { headers: { 'Retry-After': RETRY_AFTER } } : {}),
        content: {
          'application/json': {
            schema: { $ref: getSchemaPath(ErrorDto) },
            examples: Object.fromEntries(some.map((code) => [code, { value: exampleOf(code) }])),
          },
        },
      });
    }),
  );
}

const RETRY_AFTER = { description: 'Seconds after which to try again', schema: { type: 'integer' } } as const;

function exampleOf(code: ErrorCode): ErrorDto {
  const { title } = errorEntry(code);
  return { error: title, message: `${title}: what exactly, for a person.`, code, request_id: EXAMPLE_ID };
}

const EXAMPLE_ID = '0b54c7f1-6c0e-4a6e-9d38-6d3f0f6f2a51';
