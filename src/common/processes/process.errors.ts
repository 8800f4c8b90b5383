import type { ChildError } from './child-protocol.js';

/**
 * Why a task in a child process has no result. `rejected` is the method's own error; the others are what
 * happened to its process, which is dead by the time this is thrown.
 */
export type ProcessFailureKind =
  'rejected' | 'aborted' | 'timed-out' | 'never-started' | 'out-of-memory' | 'crashed';

export class ProcessFailure extends Error {
  readonly code: string | null;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    readonly kind: ProcessFailureKind,
    message: string,
    error?: ChildError,
  ) {
    super(message);
    this.name = 'ProcessFailure';
    this.code = error?.code ?? null;
    this.details = error?.details ?? {};
  }
}
