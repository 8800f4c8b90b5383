import type { FailureRecord } from '../../jobs/job-store.port.js';
import type { ProcessFailure } from '../../common/processes/process.errors.js';
import { isErrorCode } from '../../common/errors/error-catalogue.js';

/**
 * What a failed modelling process means for the generation: an end (`fail`: another run would fail alike) or
 * another run (`lose`: the process died under it).
 */
export interface EndOfRun {
  readonly kind: 'fail' | 'lose';
  readonly failure: FailureRecord;
}

/** What says that the store went away, and a path below it with it. */
const LOST_STORE = ['STORAGE_UNAVAILABLE', 'ENOENT', 'EIO', 'ESTALE', 'ENOTCONN', 'ETIMEDOUT'];

export function endOfRun(failure: ProcessFailure, limits: { timeoutS: number; memoryMb: number }): EndOfRun {
  switch (failure.kind) {
    case 'rejected':
      if (LOST_STORE.includes(failure.code ?? ''))
        return lose('STORAGE_UNAVAILABLE', 'The store of pictures and models could not be reached.');
      return { kind: 'fail', failure: rejected(failure) };
    case 'timed-out':
      return fail(
        'TIMED_OUT',
        `Making the model took longer than ${limits.timeoutS} s. Try a lower quality.`,
      );
    case 'out-of-memory':
      return lose(
        'OUT_OF_MEMORY',
        `Making the model took more than ${limits.memoryMb} MB. Try a lower quality.`,
      );
    case 'crashed':
    case 'never-started':
    case 'aborted':
      return lose('WORKER_CRASHED', 'The process that made the model stopped unexpectedly.');
  }
}

function rejected({ code, message }: ProcessFailure): FailureRecord {
  if (isErrorCode(code)) return { code, message };
  if (code === 'ENOSPC') return { code: 'DISK_FULL', message: 'The disk is full.' };
  return { code: 'ENGINE_FAILED', message: 'The model could not be made.' };
}

function fail(code: string, message: string): EndOfRun {
  return { kind: 'fail', failure: { code, message } };
}

function lose(code: string, message: string): EndOfRun {
  return { kind: 'lose', failure: { code, message } };
}
