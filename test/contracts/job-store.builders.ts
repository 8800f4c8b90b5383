import { randomUUID } from 'node:crypto';
import type { NewGeneration, NewJob, Priority, ResultRecord } from '../../src/jobs/job-store.port.js';

/** A job as an upload makes it. */
export function newJob(change: Partial<NewJob> = {}): NewJob {
  return {
    id: randomUUID(),
    owner: 'local',
    picture: {
      originalFilename: 'letter-f.png',
      widthPx: 64,
      heightPx: 48,
      format: 'PNG',
      mode: 'LA',
      hasTransparency: true,
      sizeBytes: 1234,
    },
    ...change,
  };
}

/** A generation as a start asks for it. */
export function newGeneration(jobId: string, priority: Priority = 'normal'): NewGeneration {
  return {
    id: randomUUID(),
    jobId,
    request: {
      engine: 'relief',
      format: 'stl',
      formats: ['stl', 'glb'],
      dimensions: { widthMm: 100, heightMm: 80, depthMm: 5.5 },
      quality: 7,
      options: { invert: true, gamma: 1.5 },
      priority,
      scenario: null,
      retryOf: null,
    },
  };
}

/** What a completed run found; `mark` tells one run's result from another's. */
export function resultOf(mark: string): ResultRecord {
  return {
    artifacts: [{ name: 'model.stl', contentType: 'model/stl', sizeBytes: 84 }],
    report: {
      watertight: true,
      manifold: true,
      triangleCount: 12,
      vertexCount: 8,
      shellCount: 1,
      volumeMm3: 1,
      surfaceAreaMm2: 6,
      boundingBoxMm: { width: 1, height: 1, depth: 1 },
      warnings: [mark],
      details: {},
    },
  };
}
