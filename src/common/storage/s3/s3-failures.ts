import { S3ServiceException } from '@aws-sdk/client-s3';
import { DomainError } from '../../errors/domain-error.js';
import { storageUnavailable } from '../storage-unavailable.js';

/** Whether the store says that there is no such file. A bucket that is missing is another matter. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof S3ServiceException &&
    error.$metadata.httpStatusCode === 404 &&
    error.name !== 'NoSuchBucket'
  );
}

/** Whether trying again can help: not where the store understood, and refused. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof DomainError) || error.code !== 'STORAGE_UNAVAILABLE') return false;
  const { cause } = error;
  const status = cause instanceof S3ServiceException ? (cause.$metadata.httpStatusCode ?? 500) : 500;
  return status >= 500 || status === 408 || status === 429;
}

/** Waits for work that consists of nothing but talking to the store: whatever fails is the store's. */
export async function reach<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storageUnavailable(error);
  }
}

/** As {@link reach}; null where the store says that there is no such file. */
export async function reachIfThere<T>(work: Promise<T>): Promise<T | null> {
  return reach(
    work.catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    }),
  );
}
