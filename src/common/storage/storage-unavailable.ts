import { DomainError } from '../errors/domain-error.js';

export function storageUnavailable(cause: unknown): DomainError {
  return new DomainError(
    'STORAGE_UNAVAILABLE',
    'The store of pictures and models cannot be reached. Try again shortly.',
    {},
    cause,
  );
}
