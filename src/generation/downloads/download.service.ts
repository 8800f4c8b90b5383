import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../common/errors/domain-error.js';
import { FILE_STORAGE, type FileStorage, type StoredFile } from '../../common/storage/file-storage.port.js';
import { runKey } from '../../common/storage/job-keys.js';
import type { GenerationRecord } from '../../jobs/job-store.port.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { ExportService } from '../formats/export.service.js';
import { parseDownloadName, type DownloadName } from './download-name.js';

export interface Download {
  readonly generationId: string;
  readonly file: StoredFile;
  /** What the file is called, whichever of its names was asked for. */
  readonly name: string;
  /** Whether it is a file for taking away, not one that pages show. */
  readonly isLarge: boolean;
}

/** Finds, or has written, the file that a download asks for. */
@Injectable()
export class DownloadService {
  constructor(
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    private readonly jobs: JobsService,
    private readonly exports: ExportService,
  ) {}

  /**
   * @param pinnedId the generation wanted; null for the job's newest result
   * @throws DomainError JOB_NOT_FOUND, FILE_NOT_FOUND and what {@link ExportService} throws
   */
  async find(jobId: string, filename: string, pinnedId: string | null): Promise<Download> {
    const { job, result } = await this.jobs.get(jobId);
    const wanted = parseDownloadName(filename, job.id);
    const generation = pinnedId === null ? result : await this.jobs.findGeneration(jobId, pinnedId);
    if (wanted === null || generation?.state !== 'completed') throw fileNotFound();
    return { generationId: generation.id, ...(await this.#locate(generation, wanted)) };
  }

  async #locate(
    generation: GenerationRecord,
    wanted: DownloadName,
  ): Promise<Pick<Download, 'file' | 'name' | 'isLarge'>> {
    switch (wanted.kind) {
      case 'model':
        return {
          file: await this.exports.format(generation, wanted.format),
          name: `model.${wanted.format}`,
          isLarge: true,
        };
      case 'archive':
        return { file: await this.exports.archive(generation), name: 'all.zip', isLarge: true };
      case 'artifact': {
        const { jobId, id: generationId, epoch } = generation;
        const file = await this.storage.stat(`${runKey({ jobId, generationId, epoch })}/${wanted.name}`);
        if (file === null) throw fileNotFound();
        return { file, name: wanted.name, isLarge: false };
      }
    }
  }
}

function fileNotFound(): DomainError {
  return new DomainError('FILE_NOT_FOUND', 'There is no such file of a completed generation of this job.');
}
