import { DomainError } from '../common/errors/domain-error.js';
import type { Problem } from '../common/http/validation.js';
import { ModellingError } from '../modelling/modelling.errors.js';

/** Runs a check of the modelling core; what it refuses is the caller's to hear, under the same code. */
export function asDomainError<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ModellingError)) throw error;
    throw new DomainError(error.code, error.message, withWholeSentences(error.details), error);
  }
}

/** In an answer each problem's message stands alone, so it begins with the field. */
function withWholeSentences(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { problems } = details as { problems?: readonly Problem[] };
  if (problems === undefined) return details;
  const whole = problems.map((problem) => ({ ...problem, message: `${problem.field} ${problem.message}` }));
  return { ...details, problems: whole };
}
