import type { Priority } from '../job-store.port.js';

/** Ascending like the age that decides within one priority, so that one index holds the order of the queue. */
const BY_RANK: readonly Priority[] = ['high', 'normal', 'low'];

export function rankOf(priority: Priority): number {
  return BY_RANK.indexOf(priority);
}

export function priorityOf(rank: number): Priority {
  return BY_RANK[rank] ?? 'normal';
}
