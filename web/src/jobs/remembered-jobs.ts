import { readStored, writeStored } from '../app/storage.js';

const KEY = 'relievo.jobs';
const MOST_REMEMBERED = 50;

/** The jobs that this browser made, newest first: a server open to others lists none. */
export function rememberedJobs(): string[] {
  try {
    const ids: unknown = JSON.parse(readStored(KEY) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberJob(jobId: string): void {
  const others = rememberedJobs().filter((id) => id !== jobId);
  writeStored(KEY, JSON.stringify([jobId, ...others].slice(0, MOST_REMEMBERED)));
}

export function forgetJob(jobId: string): void {
  writeStored(KEY, JSON.stringify(rememberedJobs().filter((id) => id !== jobId)));
}
