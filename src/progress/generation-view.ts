import type { GenerationRecord } from '../jobs/job-store.port.js';
import type { GenerationDto } from './jobs-view.dto.js';

/** A generation of a job, as its history shows it. */
export function toGenerationView(generation: GenerationRecord): GenerationDto {
  const { request, failure } = generation;
  return {
    generation_id: generation.id,
    state: generation.state,
    attempt: generation.attemptCount,
    progress: generation.progress,
    engine: request.engine,
    format: request.format,
    formats: [...request.formats],
    dimensions: {
      width: request.dimensions.widthMm,
      height: request.dimensions.heightMm,
      depth: request.dimensions.depthMm,
    },
    quality: request.quality,
    options: { ...request.options },
    priority: request.priority,
    retry_of: request.retryOf,
    created_at: new Date(generation.createdAtMs).toISOString(),
    started_at: timeOrNull(generation.startedAtMs),
    finished_at: timeOrNull(generation.finishedAtMs),
    error: failure?.message ?? null,
    code: failure?.code ?? null,
  };
}

function timeOrNull(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}
