import { ModellingError } from '../modelling.errors.js';

/** The error for a BMP that breaks its own format; `reason` goes on after "The picture ". */
export function unreadableBmp(reason: string): ModellingError {
  return new ModellingError('UNREADABLE_PICTURE', `The picture ${reason}.`, { reason });
}
