/** A model file that is not what it claims. */
export class UnreadableModelError extends Error {
  readonly code = 'UNREADABLE_MODEL';
}

/** The error for such a file; `reason` continues the sentence "The file …". */
export function unreadableModel(reason: string, cause?: unknown): UnreadableModelError {
  return new UnreadableModelError(`The file ${reason}.`, { cause });
}
