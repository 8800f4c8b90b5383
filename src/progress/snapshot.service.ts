import { Injectable } from '@nestjs/common';
import type { GenerationRecord, GenerationState, JobView, ReportRecord } from '../jobs/job-store.port.js';
import type { JobSnapshot, JobStatus, ModelReport, ResultView } from './progress.events.js';
import { isStage, STEPS } from './steps.js';

const STATUS_OF_STATE: Record<GenerationState, JobStatus> = {
  queued: 'pending',
  processing: 'processing',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Turns the records of a job into what the wire shows of it: the same for polling, sockets and listings. */
@Injectable()
export class SnapshotService {
  toSnapshot({ job, current, result, queuePosition }: JobView): JobSnapshot {
    const stage = current === null ? 'uploaded' : isStage(current.stage) ? current.stage : 'queued';
    const shownResult = result === null ? null : toResult(result);
    const isActive = current?.state === 'queued' || current?.state === 'processing';
    return {
      job_id: job.id,
      generation_id: current?.id ?? null,
      status: current === null ? 'pending' : STATUS_OF_STATE[current.state],
      is_active: isActive,
      progress: current?.progress ?? 0,
      stage,
      step: STEPS[stage],
      seq: job.seq,
      attempt: current?.attemptCount ?? 0,
      eta_seconds: isActive ? current.etaSeconds : null,
      priority: current?.request.priority ?? null,
      queue_position: queuePosition,
      created_at: new Date(job.createdAtMs).toISOString(),
      updated_at: new Date(job.updatedAtMs).toISOString(),
      ...(shownResult === null ? {} : { result: shownResult }),
      ...(current?.state === 'completed' && shownResult !== null
        ? completedFields(current, shownResult)
        : {}),
      ...(current?.state === 'failed' && current.failure !== null
        ? { error: current.failure.message, code: current.failure.code }
        : {}),
    };
  }
}

function completedFields(
  { request }: GenerationRecord,
  { download_url, report }: ResultView,
): Pick<JobSnapshot, 'output_file' | 'download_url' | 'report'> {
  return { output_file: `model.${request.format}`, download_url, report };
}

function toResult({ id, jobId, request, result }: GenerationRecord): ResultView | null {
  if (result === null) return null;
  const urlOf = (name: string): string => `/api/download/${jobId}/${name}?generation=${id}`;
  return {
    generation_id: id,
    artifacts: result.artifacts.map(({ name, contentType, sizeBytes }) => ({
      name,
      content_type: contentType,
      size_bytes: sizeBytes,
      download_url: urlOf(name),
    })),
    report: toReport(result.report),
    download_url: urlOf(`model.${request.format}`),
  };
}

function toReport(report: ReportRecord): ModelReport {
  return {
    watertight: report.watertight,
    manifold: report.manifold,
    triangle_count: report.triangleCount,
    vertex_count: report.vertexCount,
    shell_count: report.shellCount,
    volume_mm3: report.volumeMm3,
    surface_area_mm2: report.surfaceAreaMm2,
    bounding_box_mm: report.boundingBoxMm,
    warnings: [...report.warnings],
    details: report.details ?? {},
  };
}
