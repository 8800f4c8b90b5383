/** Every reason the modelling core gives for not making a model. */
export type ModellingErrorCode =
  | 'NOT_A_PICTURE'
  | 'UNREADABLE_PICTURE'
  | 'IMAGE_TOO_SMALL'
  | 'IMAGE_TOO_LARGE'
  | 'TOO_MANY_PIXELS'
  | 'INVALID_OPTIONS'
  | 'TRIANGLE_LIMIT_EXCEEDED'
  | 'DIMENSIONS_TOO_SMALL'
  | 'NO_SUBJECT_FOUND'
  | 'MESH_NOT_PRINTABLE';

/** One field of a request that cannot be used, with the limits that it breaks. */
export interface OptionProblem {
  /** Path from the root of the request body, e.g. `options.gamma`. */
  field: string;
  /** Continues the field's name as a sentence: `must be a number from 0.1 to 10`. */
  message: string;
  minimum?: number;
  maximum?: number;
  allowed?: string[];
}

/** A picture or request that cannot become a model. `details` is plain JSON and may be shown to anybody. */
export class ModellingError extends Error {
  readonly code: ModellingErrorCode;
  readonly details: Record<string, unknown>;

  constructor(
    code: ModellingErrorCode,
    message: string,
    details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ModellingError';
    this.code = code;
    this.details = details;
  }
}

/**
 * The error for a request whose fields cannot be used; `details.problems` names each of them.
 * The code is `INVALID_OPTIONS` unless a more telling one is given.
 */
export function invalidOptions(
  problems: OptionProblem[],
  code: ModellingErrorCode = 'INVALID_OPTIONS',
  details: Record<string, unknown> = {},
): ModellingError {
  const message = problems.map((problem) => `${problem.field} ${problem.message}`).join('; ');
  return new ModellingError(code, message, { ...details, problems });
}
