/** What one error code means to a caller. */
export interface ErrorEntry {
  readonly status: number;
  /** The short, fixed text of the answer's `error` field. */
  readonly title: string;
  /** Seconds for `Retry-After`, where trying again may help. */
  readonly retryAfterSeconds?: number;
}

/** Every code that an answer may carry. An entry is added here and nowhere else. */
export const ERROR_CATALOGUE = {
  INVALID_REQUEST: { status: 400, title: 'Invalid request' },
  INVALID_OPTIONS: { status: 400, title: 'Invalid options' },
  INVALID_SCENARIO: { status: 400, title: 'Invalid test scenario' },
  MALFORMED_JSON: { status: 400, title: 'Malformed JSON' },
  MALFORMED_URL: { status: 400, title: 'Malformed URL' },
  MALFORMED_UPLOAD: { status: 400, title: 'Malformed upload' },
  NO_FILE: { status: 400, title: 'No image provided' },
  TRIANGLE_LIMIT_EXCEEDED: { status: 400, title: 'Too many triangles' },
  DIMENSIONS_TOO_SMALL: { status: 400, title: 'Dimensions too small' },
  LISTING_FORBIDDEN: { status: 403, title: 'Listing is not allowed' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  JOB_NOT_FOUND: { status: 404, title: 'Job not found' },
  FILE_NOT_FOUND: { status: 404, title: 'File not found' },
  NOTHING_TO_RETRY: { status: 404, title: 'Nothing to retry' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'Method not allowed' },
  GENERATION_IN_PROGRESS: { status: 409, title: 'Generation already in progress', retryAfterSeconds: 2 },
  GENERATION_CHANGED: { status: 409, title: 'Another generation is current' },
  JOB_ACTIVE: { status: 409, title: 'Job is active', retryAfterSeconds: 2 },
  PRECONDITION_FAILED: { status: 412, title: 'Precondition failed' },
  UPLOAD_TOO_LARGE: { status: 413, title: 'Upload too large' },
  BODY_TOO_LARGE: { status: 413, title: 'Body too large' },
  NOT_A_PICTURE: { status: 415, title: 'Not a picture' },
  WRONG_CONTENT_TYPE: { status: 415, title: 'Wrong content type' },
  RANGE_NOT_SATISFIABLE: { status: 416, title: 'Range not satisfiable' },
  UNREADABLE_PICTURE: { status: 422, title: 'Unreadable picture' },
  IMAGE_TOO_SMALL: { status: 422, title: 'Image too small' },
  IMAGE_TOO_LARGE: { status: 422, title: 'Image too large' },
  TOO_MANY_PIXELS: { status: 422, title: 'Too many pixels' },
  NO_SUBJECT_FOUND: { status: 422, title: 'No subject found' },
  MESH_NOT_PRINTABLE: { status: 422, title: 'Mesh not printable' },
  QUEUE_FULL: { status: 429, title: 'Queue full', retryAfterSeconds: 30 },
  ENGINE_FAILED: { status: 500, title: 'Engine failed' },
  WORKER_CRASHED: { status: 500, title: 'Modelling process crashed' },
  OUT_OF_MEMORY: { status: 500, title: 'Modelling process out of memory' },
  WORKER_LOST: { status: 500, title: 'Worker lost' },
  SCENARIO_FAILURE: { status: 500, title: 'Failed as the test scenario asked' },
  INTERNAL: { status: 500, title: 'Internal server error' },
  STARTING: { status: 503, title: 'Starting', retryAfterSeconds: 2 },
  UPLOADS_BUSY: { status: 503, title: 'Too many uploads', retryAfterSeconds: 5 },
  EXPORTS_BUSY: { status: 503, title: 'Too many exports', retryAfterSeconds: 10 },
  DATABASE_UNAVAILABLE: { status: 503, title: 'Records unavailable', retryAfterSeconds: 5 },
  STORAGE_UNAVAILABLE: { status: 503, title: 'Storage unavailable', retryAfterSeconds: 5 },
  QUEUE_UNAVAILABLE: { status: 503, title: 'Queue unavailable', retryAfterSeconds: 5 },
  TIMED_OUT: { status: 504, title: 'Timed out' },
  DISK_FULL: { status: 507, title: 'Storage full' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_CATALOGUE, value);
}

export function errorEntry(code: ErrorCode): ErrorEntry {
  return ERROR_CATALOGUE[code];
}
