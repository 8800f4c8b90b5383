import type { Request } from 'express';
import type { NewGeneration } from '../../jobs/job-store.port.js';

/**
 * Reads from a request the complete generation that it asks for.
 * Called before anything is claimed, so what it throws leaves nothing behind.
 * @throws DomainError 400 or 404
 */
export interface ClaimPlanner {
  plan(request: Request): Promise<NewGeneration>;
}
